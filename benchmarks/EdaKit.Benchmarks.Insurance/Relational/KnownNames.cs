using System.Text.Json;
using Insurance.Policies.Values;
using static EdaKit.Benchmarks.Insurance.Relational.RelationalTables;

namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>The ids of what has a short list of its own: towns and regions, models, covers, perils. A name that is new gets the next id.</summary>
internal sealed class KnownNames
{
    private readonly Dictionary<(RelationalTable Table, string Name), short> _ids = [];
    private readonly List<RelationalRow> _new = [];

    public short Model(string name) => IdOf(Models, name, name);

    public short Cover(CoverKind cover) => IdOf(Covers, Name(cover), Name(cover));

    public short Peril(Peril peril) => IdOf(Perils, Name(peril), Name(peril));

    public short Town(Address address)
    {
        var region = IdOf(Regions, address.Region, address.Region);
        return IdOf(Towns, $"{address.PostCode} {address.Town} {address.Region}", address.PostCode, address.Town, region);
    }

    /// <summary>The rows of names that were new since this was asked last.</summary>
    public IReadOnlyList<RelationalRow> TakeNew()
    {
        RelationalRow[] taken = [.. _new];
        _new.Clear();
        return taken;
    }

    private short IdOf(RelationalTable table, string name, params object[] values)
    {
        if (_ids.TryGetValue((table, name), out var known))
            return known;

        var id = (short)(_ids.Keys.Count(other => other.Table == table) + 1);
        _ids[(table, name)] = id;
        _new.Add(new(table, [id, .. values]));
        return id;
    }

    // As analytics have it, such as 'third-party'.
    private static string Name<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");
}
