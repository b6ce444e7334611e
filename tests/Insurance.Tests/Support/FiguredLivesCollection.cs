namespace Insurance.Tests.Support;

/// <summary>The tests that look at the same lives and their figures, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FiguredLivesCollection : ICollectionFixture<FiguredLives>
{
    public const string Name = "lives with figures";
}
