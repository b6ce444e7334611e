using EdaKit.Benchmarks.Protocol;

namespace EdaKit.Benchmarks.Subjects;

/// <summary>What the runner has to know of a subject without starting it.</summary>
internal sealed record SubjectInfo(string Name, string Title, string Guarantee)
{
    private static readonly WorkloadKind[] Every = Enum.GetValues<WorkloadKind>();

    /// <summary>The workloads that the subject has an answer to.</summary>
    public IReadOnlyList<WorkloadKind> Workloads { get; private init; } = Every;

    /// <summary>Whether it also runs on SQLite and in memory.</summary>
    public bool RunsEverywhere { get; private init; }

    /// <summary>By how much fewer messages a subject gets that would take minutes for those of the others.</summary>
    public int Slowness { get; private init; } = 1;

    /// <summary>The table of its business rows.</summary>
    public string RowsTable { get; private init; } = "orders";

    /// <summary>Whether it is an executable of its own, because its packages would not go with ours.</summary>
    public bool IsPeer { get; private init; }

    public static SubjectInfo Limit { get; } = new("limit", "limit", "outbox and inbox, by hand on Npgsql and RabbitMQ.Client");

    public static SubjectInfo LimitInTransaction { get; } = Limit with
    {
        Name = "limit-transaction",
        Title = "limit, in a transaction",
        Guarantee = "the same, with a transaction around row and record as an application has that saves more than one row: a round trip more",
        Workloads = [WorkloadKind.Publish, WorkloadKind.Latency],
    };

    public static SubjectInfo Plain { get; } = new("plain", "plain MassTransit",
        "none: save, then publish; a crash between loses the message, and there is no inbox")
    {
        Workloads = [.. Every.Except([WorkloadKind.Drain])],
        RunsEverywhere = true,
    };

    public static SubjectInfo Textbook { get; } = new("textbook", "textbook outbox",
        "outbox and inbox, by hand on EF Core and MassTransit; polls once a second")
    {
        Workloads = [.. Every.Except([WorkloadKind.BatchConsume, WorkloadKind.Drain])],
        Slowness = 7,
    };

    public static SubjectInfo Wolverine { get; } = new("wolverine", "Wolverine with Marten",
        "durable outbox and inbox; publishes without publisher confirms, its default")
    {
        Workloads = [.. Every.Except([WorkloadKind.Drain])],
        RowsTable = "mt_doc_order",
        IsPeer = true,
    };

    public static SubjectInfo WolverineConfirming { get; } = Wolverine with
    {
        Name = "wolverine-confirms",
        Title = "Wolverine with Marten, confirms on",
        Guarantee = "durable outbox and inbox; waits for publisher confirms, as the others do",
        Workloads = [WorkloadKind.Publish, WorkloadKind.Latency, WorkloadKind.Consume],
    };

    public static SubjectInfo EdaKit { get; } = new("edakit", "EdaKit", "outbox and inbox") { RunsEverywhere = true };

    public static SubjectInfo EdaKitWithJournal { get; } = EdaKit with
    {
        Name = "edakit-journal",
        Title = "EdaKit with a journal",
        Guarantee = "outbox and inbox, and what happened to each message",
        Workloads = [WorkloadKind.Publish, WorkloadKind.Consume, WorkloadKind.BatchConsume],
        RunsEverywhere = false,
    };

    /// <summary>In the order in which they run and are reported.</summary>
    public static IReadOnlyList<SubjectInfo> All { get; } = [Limit, LimitInTransaction, EdaKit, EdaKitWithJournal, Wolverine, WolverineConfirming, Textbook, Plain];

    public bool CanRun(Workloads.Scenario scenario) => Workloads.Contains(scenario.Workload) && (scenario is { Lanes: 0, Ballast: Benchmarks.Workloads.Ballast.None } || this == EdaKit)
        && (RunsEverywhere || scenario is { Store: StoreKind.PostgreSql, Transport: TransportKind.RabbitMq });
}
