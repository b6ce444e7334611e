namespace EdaKit.Benchmarks.Places;

internal enum StoreKind
{
    Sqlite,
    PostgreSql,
}
