using System.Text.Json;
using Insurance.Policies;
using Insurance.Store.History;
using Insurance.Tests.Support;

namespace Insurance.Tests.Snapshots;

/// <summary>Commands of these lives were decided from snapshots, and the lives themselves compare each decision with one that knows of none.</summary>
[Collection(LivesCollection.Name)]
public sealed class When_snapshots_are_kept(LivesWithReaders lives, ITestOutputHelper output)
{
    private const int Pairs = 500;
    private static readonly DateTimeOffset Begin = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_say_what_a_replay_says_at_any_moment()
    {
        var (random, ids) = (new Random(31), lives.Logs.Keys.Order().ToList());
        var last = lives.Logs.Values.Max(log => log[^1].Position);

        for (var i = 0; i < Pairs; i++)
        {
            var id = ids[random.Next(ids.Count)];
            var moment = random.Next(3) switch
            {
                0 => Moment.Now,
                1 => Moment.At(random.NextInt64(1, last + 2)),
                _ => Moment.At(Begin.AddMinutes(random.Next(60 * 24 * 1_300))),
            };

            var state = await lives.Office.Archive.AtAsync(id, moment, CancellationToken.None);

            var log = lives.Logs[id].Where(logged => logged.Position <= (moment.Position ?? long.MaxValue) && logged.RecordedAt <= (moment.Instant ?? DateTimeOffset.MaxValue)).ToList();
            Assert.Equal(Text(PolicyHistory.Replay(log.Select(logged => logged.Event))), Text(state?.Policy));
            Assert.Equal((log.Count, log.LastOrDefault()?.Position, log.LastOrDefault()?.RecordedAt), ((int)(state?.Version ?? 0), state?.Position, state?.RecordedAt));
        }
    }

    [Fact]
    public async Task Should_have_one_after_so_many_events()
    {
        var events = lives.Logs.Values.Sum(log => log.Count);
        var expected = lives.Logs.Values.Sum(log => (log.Count - 1) / LivesWithReaders.SnapshotsEvery);

        // A command may have given several events, and the last ones were nobody's business any more.
        var snapshots = await lives.Office.CountAsync("insurance.mt_doc_policysnapshot");
        output.WriteLine($"{snapshots} snapshots of {events} events");
        Assert.InRange(snapshots, expected - lives.Logs.Count, expected);
        Assert.Equal(0, await lives.Office.CountAsync($"insurance.mt_doc_policysnapshot where (data->>'version')::int % {LivesWithReaders.SnapshotsEvery} <> 0"));
    }

    private static string Text(Policy? policy) => JsonSerializer.Serialize(policy);
}
