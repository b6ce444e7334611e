namespace EdaKit.Benchmarks.Workloads;

/// <summary>What one run gave. Figures that a workload does not have are null.</summary>
internal sealed record RunResult
{
    /// <summary>Why the run does not count; null where it does.</summary>
    public string? Failure { get; init; }

    public double? MessagesPerSecond { get; init; }

    /// <summary>From the beginning of the unit of work until the message is at the far end, in milliseconds.</summary>
    public double? WholeP50 { get; init; }

    public double? WholeP95 { get; init; }

    /// <summary>
    /// From the end of the unit of work until the message is at the far end, in milliseconds; 0 where it was there already, as with a
    /// subject that sends before it returns.
    /// </summary>
    public double? LatencyP50 { get; init; }

    public double? LatencyP95 { get; init; }

    public double? LatencyP99 { get; init; }

    /// <summary>Processor time of the application's process for each message, in microseconds.</summary>
    public double? ApplicationCpu { get; init; }

    public double? PostgreSqlCpu { get; init; }

    public double? RabbitMqCpu { get; init; }

    /// <summary>The most memory that the application's process ever held, in mebibytes.</summary>
    public double? PeakMemory { get; init; }

    /// <summary>What the application's process allocated for each message, in kibibytes.</summary>
    public double? Allocated { get; init; }

    /// <summary>Messages that arrived once more; at-least-once delivery allows it.</summary>
    public int Duplicates { get; init; }

    /// <summary>What an idle process asks of the database.</summary>
    public double? StatementsPerSecond { get; init; }

    /// <summary>Every statement with its number of calls for each message or, idle, for each second; only where asked for.</summary>
    public IReadOnlyList<StatementCount>? Statements { get; init; }
}

/// <summary>A statement and how often it was run.</summary>
internal sealed record StatementCount(string Sql, double Calls);
