namespace EdaKit.AspNetCore.Tests.Support;

/// <summary>All ways in which a store is used.</summary>
public sealed class EveryStore : TheoryData<StoreKind>
{
    public EveryStore()
        : base(Enum.GetValues<StoreKind>())
    {
    }
}
