namespace EdaKit.AcceptanceTests.Shop;

/// <summary>The scenarios that share one running shop.</summary>
[CollectionDefinition(Name)]
public sealed class ShopScenarios : ICollectionFixture<RunningShop>
{
    public const string Name = "Shop";
}
