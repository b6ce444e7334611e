namespace Insurance.Tests.Support;

/// <summary>The tests that look at the same lives with their read models, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class LivesCollection : ICollectionFixture<LivesWithReaders>
{
    public const string Name = "lives with readers";
}
