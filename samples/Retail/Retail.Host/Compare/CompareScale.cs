namespace Retail.Host.Compare;

/// <summary>How large a comparison is.</summary>
internal sealed record CompareScale
{
    /// <summary>Orders sent to each shop before anything is measured: the first ones pay for compilation and connections.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Orders timed at each shop.</summary>
    public required int Timed { get; init; }

    /// <summary>Pairs of orders stored with and without their event.</summary>
    public required int CapturePairs { get; init; }

    /// <summary>Orders a second while billing goes down and comes back.</summary>
    public required int Rate { get; init; }

    /// <summary>How long orders come at that rate.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>When billing goes down, from the first order on.</summary>
    public required TimeSpan DownAt { get; init; }

    /// <summary>When billing comes back, from the first order on.</summary>
    public required TimeSpan UpAt { get; init; }

    /// <summary>Below two minutes in all.</summary>
    public static CompareScale Full { get; } = new()
    {
        WarmUp = 40,
        Timed = 200,
        CapturePairs = 500,
        Rate = 10,
        Length = TimeSpan.FromSeconds(20),
        DownAt = TimeSpan.FromSeconds(5),
        UpAt = TimeSpan.FromSeconds(15),
    };

    /// <summary>A look that is over in seconds. Its times mean little.</summary>
    public static CompareScale Quick { get; } = new()
    {
        WarmUp = 4,
        Timed = 12,
        CapturePairs = 20,
        Rate = 10,
        Length = TimeSpan.FromSeconds(3),
        DownAt = TimeSpan.FromSeconds(0.5),
        UpAt = TimeSpan.FromSeconds(2),
    };

    public int OutageOrders => (int)(Rate * Length.TotalSeconds);
}
