namespace EdaKit.Sagas.Telemetry;

/// <summary>The ids of this package's log events. They are part of the public contract and change only with a major version.</summary>
internal static class SagaEventIds
{
    public const int Parked = 2001;
    public const int Resumed = 2002;
    public const int Ignored = 2003;
    public const int Cleaned = 2101;
    public const int RoundFailed = 2102;
    public const int Woken = 2103;
    public const int StatesNotRead = 2104;
    public const int GaugesFailed = 2105;
}
