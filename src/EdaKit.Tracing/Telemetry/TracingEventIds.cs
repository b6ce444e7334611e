namespace EdaKit.Tracing.Telemetry;

/// <summary>The ids of the log events of this package. They do not change.</summary>
internal static class TracingEventIds
{
    public const int JournalCleaned = 4001;
    public const int JournalCleaningFailed = 4002;
    public const int JournalFailed = 4003;
    public const int JournalLost = 4004;
    public const int JournalStandsAlone = 4005;
}
