namespace Retail.Before.Chain;

/// <summary>What the order API knows of a call to a service.</summary>
internal enum StepState
{
    /// <summary>The service has done its part.</summary>
    Done,

    /// <summary>It has certainly not: it was not reached, or it refused.</summary>
    NotDone,

    /// <summary>It may have: the request arrived, and no answer came, or one that leaves it open.</summary>
    Unknown,
}
