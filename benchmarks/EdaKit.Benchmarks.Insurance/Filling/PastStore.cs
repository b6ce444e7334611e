using EdaKit.Benchmarks.Insurance.Figures;
using EdaKit.Benchmarks.Insurance.Offices;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.Filling;

/// <summary>A store in which programs have written for three years.</summary>
internal static class PastStore
{
    /// <summary>Fills an empty store, and says with what.</summary>
    /// <returns>The position of the last event.</returns>
    public static async Task<long> FillAsync(Office office, int atLeast, CancellationToken cancellationToken)
    {
        var past = await Steps.TakeAsync("Policies live", () => Task.Run(() => EventsOf(office, atLeast), cancellationToken));
        var position = await Steps.TakeAsync("Events are stored", () => StoreFill.RunAsync(office, past, cancellationToken));

        AnsiConsole.MarkupLine($"{past.Count:N0} events of {past.Select(happened => happened.Policy).Distinct().Count():N0} policies. Contracts of which there are several versions:");
        foreach (var type in past.CountBy(happened => happened.Type).Where(type => HasVersions(type.Key)).OrderBy(type => type.Key, StringComparer.Ordinal))
            AnsiConsole.MarkupLine($"  {type.Value,9:N0} {type.Key}");
        return position;
    }

    /// <summary>Events up to today, in the order of their positions.</summary>
    public static List<PastEvent> EventsOf(Office office, int atLeast)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return PastLives.Of(atLeast, new PastEvents(office.Contracts, office.Store.Options.Serializer(), today), today);
    }

    /// <summary>A figure that any change of a row up to a position changes, also one that changes it to what it was: PostgreSQL writes each into a new row.</summary>
    public static async Task<string> ChecksumAsync(Office office, long position, CancellationToken cancellationToken) => await office.ScalarAsync<string>($"""
        select count(*) || ' ' || sum(hashtextextended(seq_id || type || data::text || headers::text || timestamp::text || xmin::text, 0)::numeric)
        from insurance.mt_events where seq_id <= {position}
        """, cancellationToken);

    private static bool HasVersions(string type) => type.Contains("claim-opened", StringComparison.Ordinal) || type.Contains("premium-paid", StringComparison.Ordinal);
}
