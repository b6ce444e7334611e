using System.Globalization;
using Insurance.Audit;
using Insurance.Audit.Reading;
using Insurance.Store.History;
using Insurance.Tests.Support;

namespace Insurance.Tests.Audit;

[Collection(LivesCollection.Name)]
public sealed class When_a_supervisor_looks_for_entries(LivesWithReaders lives, ITestOutputHelper output)
{
    private const int Queries = 200;
    private static readonly DateTimeOffset Begin = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string?[] Events = [null, null, "claim", "premium-paid", "insurance.stored.policy-issued:v1"];

    private AuditReader Reader => new(lives.Office.Database);

    [Fact]
    public async Task Should_find_page_by_page_what_the_trail_says_at_any_moment()
    {
        var (random, found, all) = (new Random(21), 0, await EntriesAsync(null));

        for (var i = 0; i < Queries; i++)
        {
            var query = Any(random, all);
            var (expected, pages) = (all.Where(entry => IsWanted(entry, query)).OrderByDescending(entry => entry.Number).ToList(), new List<AuditEntry>());

            AuditPage page;
            do
            {
                page = await Reader.SearchAsync(query, CancellationToken.None);
                Assert.InRange(page.Entries.Count, page.Next is null ? 0 : query.Take, query.Take);
                pages.AddRange(page.Entries);
                query = query with { Before = page.Next };
            }
            while (page.Next is not null);

            Assert.Equal(expected, pages);
            Assert.Equal(all.LastOrDefault(entry => IsThere(entry, query))?.Seal, page.Head?.Seal);
            found += pages.Count;
        }

        output.WriteLine($"{Queries} queries found {found} entries in a trail of {all.Count}");
        Assert.True(found > Queries, "They found hardly anything: they test nothing.");
    }

    [Fact]
    public async Task Should_verify_the_trail_of_any_position_and_know_a_seal_that_was_noted()
    {
        var all = await EntriesAsync(null);
        var then = all[all.Count / 3];

        var (verdict, noted) = (await VerifyAsync(then.Position, null), await VerifyAsync(null, then.Seal));
        var (later, never) = (await VerifyAsync(then.Position, all[^1].Seal), await VerifyAsync(null, new string('0', 64)));

        Assert.Equal(new(then.Number, then.Seal, null), verdict);
        Assert.Equal(new(all[^1].Number, all[^1].Seal, null), noted);
        Assert.All([later, never], unknown => Assert.Contains("No entry has the noted seal", unknown.Fault, StringComparison.Ordinal));
        Assert.Equal(all.Take((int)then.Number), await EntriesAsync(then.Position));
    }

    private async Task<List<AuditEntry>> EntriesAsync(long? until) => await lives.Office.Trail.ReadAsync(until, CancellationToken.None).ToListAsync();

    private Task<AuditVerdict> VerifyAsync(long? until, string? noted) => lives.Office.Trail.VerifyAsync(until, noted, CancellationToken.None);

    private static AuditQuery Any(Random random, List<AuditEntry> all)
    {
        var some = all[random.Next(all.Count)];
        var from = Begin.AddDays(random.Next(1_300));

        return new()
        {
            Position = OneOf<long>(random, random.NextInt64(all[^1].Position + 2)),
            Instant = OneOf<DateTimeOffset>(random, random.Next(2) == 0 ? Moment.EndOf(DateOnly.FromDateTime(from.UtcDateTime)).Instant!.Value : InstantOf(some)),
            PolicyId = OneOf<Guid>(random, some.PolicyId),
            By = random.Next(8) switch { 0 => "GRA", 1 => "nobody", _ => null },
            CommandId = random.Next(12) == 0 ? some.CommandId : null,
            Event = Events[random.Next(Events.Length)],
            From = OneOf<DateTimeOffset>(random, from),
            To = OneOf<DateTimeOffset>(random, from.AddDays(random.Next(500))),
            Take = random.Next(1, 101),
        };
    }

    private static T? OneOf<T>(Random random, T value)
        where T : struct => random.Next(3) == 0 ? value : null;

    private static bool IsThere(AuditEntry entry, AuditQuery query) =>
        entry.Position <= (query.Position ?? long.MaxValue) && InstantOf(entry) <= (query.Instant ?? DateTimeOffset.MaxValue);

    private static bool IsWanted(AuditEntry entry, AuditQuery query) => IsThere(entry, query)
        && (query.PolicyId ?? entry.PolicyId) == entry.PolicyId && (query.CommandId ?? entry.CommandId) == entry.CommandId
        && (query.By is null || entry.By!.Contains(query.By, StringComparison.OrdinalIgnoreCase))
        && (query.Event is null || entry.Event.Contains(query.Event, StringComparison.Ordinal))
        && InstantOf(entry) >= (query.From ?? DateTimeOffset.MinValue) && InstantOf(entry) < (query.To ?? DateTimeOffset.MaxValue);

    private static DateTimeOffset InstantOf(AuditEntry entry) => DateTimeOffset.Parse(entry.RecordedAt, CultureInfo.InvariantCulture);
}
