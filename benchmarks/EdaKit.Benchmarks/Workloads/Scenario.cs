using System.Globalization;
using EdaKit.Benchmarks.Protocol;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>A workload in one place and of one size.</summary>
internal sealed record Scenario(WorkloadKind Workload, int Messages)
{
    public int Writers { get; init; } = 32;

    public StoreKind Store { get; init; } = StoreKind.PostgreSql;

    public TransportKind Transport { get; init; } = TransportKind.RabbitMq;

    /// <summary>How long an idle process is watched.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Over how many lanes the messages are spread; 0: none, which every subject can do.</summary>
    public int Lanes { get; init; }

    /// <summary>What else lies in the outbox table; with anything, only EdaKit runs, whose table that is.</summary>
    public Ballast Ballast { get; init; }

    /// <summary>How many messages a round to get warm has.</summary>
    public int WarmUp { get; init; } = 2000;

    /// <summary>How many rounds to get warm there are at most.</summary>
    public int WarmUpRounds { get; init; } = 25;

    /// <summary>The workload's name on the command line and in the report.</summary>
    public string Name => Workload switch
    {
        WorkloadKind.Publish when Lanes > 0 => string.Create(CultureInfo.InvariantCulture, $"publish-lanes-{Lanes}"),
        WorkloadKind.Publish when Ballast != Ballast.None => string.Create(CultureInfo.InvariantCulture, $"publish-{Writers}-{Ballast.ToString().ToLowerInvariant()}"),
        WorkloadKind.Publish => string.Create(CultureInfo.InvariantCulture, $"publish-{Writers}"),
        WorkloadKind.BatchConsume => "batch-consume",
        var other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether a process can go through one run only: a backlog is relayed by one that starts.</summary>
    public bool WantsNewProcess => Workload == WorkloadKind.Drain;

    public string PlaceName => $"{Store} + {Transport}";

    /// <summary>Whether this is where most systems run.</summary>
    public bool IsMainPlace => Store == StoreKind.PostgreSql && Transport == TransportKind.RabbitMq;

    /// <summary>All there is to run.</summary>
    public static IReadOnlyList<Scenario> All(bool quick) => [.. InTheMainPlace(quick).Concat(Elsewhere(quick)).Select(scenario => quick ? scenario with { WarmUpRounds = 1 } : scenario)];

    private static IEnumerable<Scenario> InTheMainPlace(bool quick) =>
    [
        new(WorkloadKind.Publish, quick ? 800 : 15_000) { WarmUp = WarmUpOf(quick) },
        .. quick ? (IReadOnlyList<Scenario>)[] :
        [
            new(WorkloadKind.Publish, 10_000) { Writers = 8, WarmUp = WarmUpOf(quick) },
            new(WorkloadKind.Publish, 3000) { Writers = 1, WarmUp = 1000 },
            new(WorkloadKind.Publish, 15_000) { Ballast = Ballast.Parked, WarmUp = WarmUpOf(quick) },
            new(WorkloadKind.Publish, 15_000) { Ballast = Ballast.Dead, WarmUp = WarmUpOf(quick) },
            new(WorkloadKind.Publish, 15_000) { Lanes = 1000, WarmUp = WarmUpOf(quick) },
            new(WorkloadKind.Publish, 10_000) { Lanes = 10, WarmUp = WarmUpOf(quick) },
            new(WorkloadKind.Publish, 3000) { Lanes = 1, WarmUp = 1000 },
        ],
        new(WorkloadKind.Latency, quick ? 40 : 300) { Writers = 1, WarmUp = quick ? 200 : 1000 },
        new(WorkloadKind.Consume, quick ? 800 : 15_000) { WarmUp = WarmUpOf(quick) },
        new(WorkloadKind.BatchConsume, quick ? 800 : 20_000) { WarmUp = WarmUpOf(quick) },
        new(WorkloadKind.Drain, quick ? 1000 : 100_000) { WarmUp = 0 },
        new(WorkloadKind.Idle, 0) { WarmUp = 100, WarmUpRounds = 1, Idle = TimeSpan.FromSeconds(quick ? 3 : 30) },
    ];

    private static IEnumerable<Scenario> Elsewhere(bool quick) =>
        from workload in (WorkloadKind[])[WorkloadKind.Publish, WorkloadKind.Consume]
        from place in ((StoreKind, TransportKind)[])
        [
            (StoreKind.PostgreSql, TransportKind.InMemory),
            (StoreKind.Sqlite, TransportKind.RabbitMq),
            (StoreKind.Sqlite, TransportKind.InMemory),
        ]
        select new Scenario(workload, quick ? 500 : 8000) { Store = place.Item1, Transport = place.Item2, WarmUp = WarmUpOf(quick) };

    private static int WarmUpOf(bool quick) => quick ? 200 : 5000;
}
