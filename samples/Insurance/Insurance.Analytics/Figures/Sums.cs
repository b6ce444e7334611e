using System.Numerics;

namespace Insurance.Analytics.Figures;

/// <summary>Figures that can be added up, by a key.</summary>
internal sealed class Sums<TKey, TFigures>
    where TKey : notnull
    where TFigures : struct, IEquatable<TFigures>, IAdditionOperators<TFigures, TFigures, TFigures>, ISubtractionOperators<TFigures, TFigures, TFigures>
{
    public static readonly Sums<TKey, TFigures> Nothing = new();

    private readonly Dictionary<TKey, TFigures> _figures = [];

    public void Add(TKey key, TFigures figures) => _figures[key] = _figures.GetValueOrDefault(key) + figures;

    /// <summary>What has to be added to figures of before to have these.</summary>
    public IEnumerable<(TKey Key, TFigures Change)> Since(Sums<TKey, TFigures> before) => _figures.Keys.Union(before._figures.Keys)
        .Select(key => (key, _figures.GetValueOrDefault(key) - before._figures.GetValueOrDefault(key)))
        .Where(change => !change.Item2.Equals(default));
}
