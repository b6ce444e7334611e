namespace EdaKit.Outbox.Telemetry;

/// <summary>The ids of all log events of this package. An id, once released, keeps its meaning.</summary>
internal static class OutboxEventIds
{
    public const int NeverSaved = 1001;
    public const int NeverCancelled = 1002;
    public const int RelayStarted = 1101;
    public const int RelayStopped = 1102;
    public const int BrokerUnavailable = 1103;
    public const int BrokerBack = 1104;
    public const int StoreUnavailable = 1105;
    public const int StoreBack = 1106;
    public const int SendFailed = 1107;
    public const int RecordParked = 1108;
    public const int LeasesLeft = 1109;
    public const int LanesMoved = 1110;
    public const int LaneBlocked = 1111;
    public const int RecordDiverted = 1112;
    public const int LanesReleased = 1113;
    public const int NobodyThere = 1114;
    public const int BusNotReady = 1115;
    public const int Duplicate = 1201;
    public const int BatchSplit = 1202;
    public const int LaneHeld = 1203;
    public const int LaneCalledOff = 1204;
    public const int InboxCleaned = 1301;
    public const int InboxCleaningFailed = 1302;
    public const int RecordRetried = 1401;
    public const int RecordDiscarded = 1402;
    public const int GaugesFailed = 1501;
    public const int LimitReached = 1601;
    public const int BelowLimit = 1602;
    public const int LimitsFailed = 1603;
}
