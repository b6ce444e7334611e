namespace EdaKit.Sagas.Fencing;

/// <summary>The ids of the fence's log events. An id, once released, keeps its meaning.</summary>
internal static class FenceEventIds
{
    public const int Cleaned = 5501;
    public const int CleaningFailed = 5502;
}
