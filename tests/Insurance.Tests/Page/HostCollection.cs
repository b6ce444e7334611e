namespace Insurance.Tests.Page;

/// <summary>The tests that share one host and one browser: those of the API and of the page. They run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class HostCollection : ICollectionFixture<InsuranceBrowser>
{
    public const string Name = "host";
}
