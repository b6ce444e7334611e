using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Sagas.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EdaKit.Sagas.Retention;

/// <summary>The statements on old entries of timelines, in the application's own names for table and columns. Both go along the primary key.</summary>
internal sealed class OldEntriesSql
{
    private OldEntriesSql(StoreDialect dialect, StoreTable timeline)
    {
        Dialect = dialect;
        string id = timeline.Column(nameof(TimelineEntry.Id)), saga = timeline.Column(nameof(TimelineEntry.Saga)), at = timeline.Column(nameof(TimelineEntry.At));
        var isOfThem = dialect.IsOneOf(saga, "@sagas");
        var isOld = $"{at} < {dialect.UnixMillisecondsNow} - @retention";

        Find = $"""
            select {id}, case when {isOfThem} then 1 else 0 end
            from (select {id}, {saga}, {at} from {timeline.Name} where {id} > @after order by {id} limit @window) as entries
            where {isOld} order by {id}
            """;

        Forget = $"delete from {timeline.Name} where {id} between @first and @last and {isOld} and {isOfThem}";
    }

    public StoreDialect Dialect { get; }

    /// <summary>Parameters by name: after, window, sagas, retention in ms. Answers with the ids of old entries, and 1 where one is of these sagas.</summary>
    public string Find { get; }

    /// <summary>Parameters by name: first, last, sagas, retention in ms. Between two ids that were found stands no more than a window.</summary>
    public string Forget { get; }

    /// <summary>The statements for a context's model, made once for each model; null where the model has no timeline.</summary>
    public static OldEntriesSql? For(DbContext context) => StoreTable.Of<TimelineEntry>(context) is null ? null
        : context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:OldEntriesSql", Create!, context);

    private static OldEntriesSql Create(DbContext context) => new(StoreDialect.Of(context)!, StoreTable.Of<TimelineEntry>(context)!);
}
