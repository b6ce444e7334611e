using Retail.Host.Services;
using Retail.Host.Work;
using Samples.Hosting;

namespace Retail.Host;

/// <summary>What the person at the console asked for.</summary>
internal sealed record ShopOptions
{
    /// <summary>The services to run in this process; null where nothing was said, which means all of them, embedded.</summary>
    public IReadOnlyList<ServiceModule>? Services { get; init; }

    /// <summary>Where the SQLite files go; null for the default folder.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The trading days to replay.</summary>
    public IReadOnlyList<string> Replay { get; init; } = [];

    /// <summary>How many times faster than the clock a replay runs; null for as fast as it goes.</summary>
    public double? Speed { get; init; }

    /// <summary>The address of an ordering service in another process.</summary>
    public Uri? Ordering { get; init; }

    /// <summary>The address to listen on; null for the default.</summary>
    public string? Urls { get; init; }

    /// <summary>How long the services pretend to work.</summary>
    public WorkingTimes WorkingTimes { get; init; } = WorkingTimes.None;

    /// <summary>How many messages an endpoint handles at the same time; null for MassTransit's default.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Sends traces and metrics to a collector.</summary>
    public bool Telemetry { get; init; }

    /// <summary>What was asked for of any host, put into the settings of one.</summary>
    public ShopSettings ApplyTo(ShopSettings settings) => settings with
    {
        WorkingTimes = WorkingTimes,
        Concurrency = Concurrency,
        Telemetry = Telemetry,
    };
}
