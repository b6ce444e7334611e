namespace EdaKit.Benchmarks.Protocol;

/// <summary>
/// What runner and subject say to each other, a line each. Subject: ready. Runner: go. Subject: going, and, where the far end is inside it,
/// arrived. Runner: stop. Subject: its report.
/// </summary>
internal static class Words
{
    public const string Ready = "ready";
    public const string Go = "go";
    public const string Going = "going";
    public const string Arrived = "arrived";
    public const string Stop = "stop";
}
