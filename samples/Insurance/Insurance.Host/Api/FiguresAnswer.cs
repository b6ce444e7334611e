using Insurance.Store.History;
using Insurance.Store.Reading;

namespace Insurance.Host.Api;

/// <summary>Figures, how fresh they are, and what they stand for.</summary>
/// <param name="ReadModel">How far analytics were, which is the state that the figures show.</param>
/// <param name="Moment">Up to when events count; all of them where neither instant nor position is given.</param>
/// <param name="Until">The last month that is in it.</param>
/// <param name="Rows">The figures.</param>
internal sealed record FiguresAnswer<TRow>(Freshness ReadModel, Moment Moment, DateOnly Until, IReadOnlyList<TRow> Rows);
