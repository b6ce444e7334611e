namespace EdaKit.Sagas.Steps;

/// <summary>How far a step of an instance has come.</summary>
public enum StepOutcome
{
    /// <summary>It has not begun.</summary>
    NotBegun,

    /// <summary>Its condition did not hold, so it was passed over.</summary>
    Skipped,

    /// <summary>Its command was sent, and no answer has come.</summary>
    Waiting,

    /// <summary>It has succeeded.</summary>
    Done,

    /// <summary>Its participant refused: it has had no effect.</summary>
    Refused,

    /// <summary>It faulted or was not answered in time: whether it has had an effect, nobody knows.</summary>
    Unknown,

    /// <summary>Its compensation was sent, and no answer has come.</summary>
    Undoing,

    /// <summary>Its effect is undone.</summary>
    Undone,

    /// <summary>A person decided that its compensation is not to be sent again.</summary>
    Abandoned,
}
