namespace EdaKit.Outbox.PostgreSql.Telemetry;

/// <summary>The ids of this package's log events, which keep their meaning once released. The 1700s are this package's.</summary>
internal static class PostgreSqlEventIds
{
    public const int Listening = 1701;
    public const int NotListening = 1702;
    public const int NotNotified = 1703;
}
