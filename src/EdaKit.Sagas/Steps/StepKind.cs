namespace EdaKit.Sagas.Steps;

/// <summary>What may follow when a step does not succeed.</summary>
public enum StepKind
{
    /// <summary>
    /// Its effect can be undone by a compensation, its semantic inverse. Where it fails, or its outcome is unknown, everything so far is undone.
    /// </summary>
    Compensatable,

    /// <summary>
    /// The point of no return: its effect cannot be undone. Where its participant refuses, everything before is undone; where its outcome is
    /// unknown, it is asked again and then parked. At most one in a flow.
    /// </summary>
    Pivot,

    /// <summary>Follows the pivot, cannot be refused, and is tried until it succeeds or a person is asked.</summary>
    Retriable,
}
