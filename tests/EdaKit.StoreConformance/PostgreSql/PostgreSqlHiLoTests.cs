using EdaKit.StoreConformance.Stores;

namespace EdaKit.StoreConformance.PostgreSql;

/// <summary>An application that has its own keys made in the process still has the database give the places in a lane.</summary>
public sealed class PostgreSqlHiLoTests : IAsyncLifetime
{
    private readonly PostgreSqlStore _store = new();

    public async ValueTask InitializeAsync() => await _store.CreateAsync(ModelShape.WithHiLo);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Position_is_an_identity_all_the_same() =>
        Assert.Contains("edakit_outbox.position bigint not null identity\n", await _store.DescribeTablesAsync(), StringComparison.Ordinal);
}
