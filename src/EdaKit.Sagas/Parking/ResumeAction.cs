namespace EdaKit.Sagas.Parking;

/// <summary>What a person decided for a parked instance.</summary>
public enum ResumeAction
{
    /// <summary>
    /// Send the command or compensation again, with all its attempts. Of a step that succeeded after it was refused there is nothing to send: the instance
    /// stays parked, and its timeline says to see to it and to use <see cref="Skip"/>.
    /// </summary>
    Retry,

    /// <summary>
    /// Go on without it: a command counts as done, a compensation as taken care of, and so does what a step did after it was refused. It is for what the
    /// person has seen to by other means.
    /// </summary>
    Skip,
}
