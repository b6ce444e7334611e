namespace EdaKit.Telemetry;

/// <summary>The ids of the log events of this package. They do not change.</summary>
internal static class CoreEventIds
{
    public const int UndeclaredPublish = 6001;
}
