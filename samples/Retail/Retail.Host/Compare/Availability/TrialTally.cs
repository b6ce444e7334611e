namespace Retail.Host.Compare.Availability;

/// <summary>What became of the orders of the trials at one shop.</summary>
internal sealed class TrialTally
{
    /// <summary>Taken, and done sooner or later.</summary>
    public int Taken { get; set; }

    /// <summary>Turned away before anything was done for them.</summary>
    public int Refused { get; set; }

    /// <summary>Cancelled after something had been done for them, which nobody wanted.</summary>
    public int Cancelled { get; set; }

    /// <summary>Taken, and never done to the end: a delivery was set aside after its last attempt.</summary>
    public int Lost { get; set; }

    /// <summary>Of those taken and done: at least one delivery had to be tried again.</summary>
    public int Delayed { get; set; }

    /// <summary>Attempts over and above the first, of all deliveries.</summary>
    public int Retries { get; set; }

    public int Trials => Taken + Refused + Cancelled + Lost;

    /// <summary>The share of customers who were told that their order is taken.</summary>
    public double Availability => (double)(Taken + Lost) / Trials;
}
