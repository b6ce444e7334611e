namespace EdaKit.Benchmarks.Protocol;

/// <summary>Where rows and outbox records are stored.</summary>
internal enum StoreKind
{
    PostgreSql,
    Sqlite,
}
