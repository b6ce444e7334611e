namespace EdaKit.Outbox.Tests.Support;

/// <summary>All stores with all transports.</summary>
public sealed class EveryPlace : TheoryData<StoreKind, TransportKind>
{
    public EveryPlace()
    {
        foreach (var store in new[] { StoreKind.Sqlite, StoreKind.PostgreSql })
        {
            foreach (var transport in Enum.GetValues<TransportKind>())
                Add(store, transport);
        }
    }
}
