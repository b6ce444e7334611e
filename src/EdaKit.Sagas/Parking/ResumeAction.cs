namespace EdaKit.Sagas.Parking;

/// <summary>What a person decided for a parked instance.</summary>
public enum ResumeAction
{
    /// <summary>Send the command or compensation again, with all its attempts.</summary>
    Retry,

    /// <summary>
    /// Go on without it: a command counts as done, a compensation as taken care of. It is for what the person has seen to by other means.
    /// </summary>
    Skip,
}
