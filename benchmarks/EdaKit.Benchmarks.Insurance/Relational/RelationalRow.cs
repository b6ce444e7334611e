namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>A row of a table.</summary>
internal sealed record RelationalRow(RelationalTable Table, params object?[] Values)
{
    /// <summary>By what the table tells its rows apart.</summary>
    public string Key => $"{Table.Name} {string.Join(' ', Values.Take(Table.Keys))}";

    public bool IsSameAs(RelationalRow other) => Values.AsSpan().SequenceEqual(other.Values);
}
