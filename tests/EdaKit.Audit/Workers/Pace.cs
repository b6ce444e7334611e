namespace EdaKit.Audit.Workers;

/// <summary>How fast the writers of a worker write.</summary>
public enum Pace
{
    /// <summary>Not at all, after what they are at.</summary>
    Rest,

    /// <summary>Each about once a second: there is enough that waits, but there is to be something at every boundary.</summary>
    Walk,

    /// <summary>As fast as they can.</summary>
    Run,
}
