namespace EdaKit.Benchmarks.Protocol;

/// <summary>
/// What runner and subject say to each other, a line each. Subject: ready. Then rounds to get warm; runner: warm-up, subject: warmed-up;
/// runner: compiled, subject: for how many milliseconds it compiled code since the last such question. Then runs; runner: go, subject: going,
/// and, where the far end is inside it, arrived; runner: stop, subject: its report. At last, runner: end.
/// </summary>
internal static class Words
{
    public const string Ready = "ready";
    public const string WarmUp = "warm-up";
    public const string WarmedUp = "warmed-up";
    public const string Compiled = "compiled";
    public const string Go = "go";
    public const string Going = "going";
    public const string Arrived = "arrived";
    public const string Stop = "stop";
    public const string End = "end";
}
