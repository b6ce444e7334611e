using System.Text.Json;
using Dapper;
using Insurance.Policies;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using Insurance.Store.History;
using Insurance.Tests.Support;

namespace Insurance.Tests.Versions;

/// <summary>
/// A store in which years of programs have written: rows of versions 1, 2 and 3 stand beside each other, with names of classes that are long gone.
/// They are read as the newest version, by EdaKit's ways, and stay as they are.
/// </summary>
public sealed class When_old_versions_are_stored(Lives lives, ITestOutputHelper output) : IClassFixture<Lives>
{
    // As programs of that time wrote them: a bare number of euros, and nobody asked for the peril; 'on' for the day of payment.
    private const string Age = """
        update insurance.mt_events set mt_dotnet_type = 'Old.Claims.ClaimOpened, Old.Claims', type = 'insurance.stored.claim-opened:v1',
            data = (data - 'peril') || jsonb_build_object('reserve', data->'reserve'->'amount')
            where type = 'insurance.stored.claim-opened:v3' and seq_id % 3 = 0;
        update insurance.mt_events set mt_dotnet_type = 'Old.Claims.ClaimOpened, Old.Claims', type = 'insurance.stored.claim-opened:v2', data = data - 'peril'
            where type = 'insurance.stored.claim-opened:v3' and seq_id % 3 = 1;
        update insurance.mt_events set mt_dotnet_type = 'Old.Premiums.PremiumPaid, Old.Premiums', type = 'insurance.stored.premium-paid:v1',
            data = (data - 'paidOn') || jsonb_build_object('on', data->'paidOn')
            where type = 'insurance.stored.premium-paid:v2' and seq_id % 2 = 0;
        """;

    /// <summary>Every policy once more under another id, to have some thousands of events.</summary>
    private const string Copy = """
        insert into insurance.mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
            select md5(id::text || @copy)::uuid, type, version, timestamp, created, tenant_id, is_archived from insurance.mt_streams where id = any(@policies);
        insert into insurance.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, is_archived)
            select nextval('insurance.mt_events_sequence'), gen_random_uuid(), md5(stream_id::text || @copy)::uuid, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, is_archived
            from (select * from insurance.mt_events where stream_id = any(@policies) order by seq_id) as original;
        """;

    private static readonly string[] Copies = ["a", "b", "c", "d"];

    [Fact]
    public async Task Should_be_read_as_the_newest_and_stay_as_they_are()
    {
        await lives.Insurer.ExecuteAsync(Age);
        foreach (var copy in Copies)
            await lives.Insurer.ExecuteAsync(Copy, new { copy, policies = lives.Logs.Keys.ToArray() });

        var (before, counts) = (await ChecksumAsync(), await VersionsAsync());
        output.WriteLine($"{counts.Values.Sum()} events: " + string.Join(", ", counts.Select(count => $"{count.Value} of {count.Key}")));
        Assert.All(
            ["insurance.stored.claim-opened:v1", "insurance.stored.claim-opened:v2", "insurance.stored.claim-opened:v3", "insurance.stored.premium-paid:v1", "insurance.stored.premium-paid:v2"],
            type => Assert.True(counts.GetValueOrDefault(type) > 3, $"There are too few rows of '{type}' to say anything."));

        foreach (var (id, log) in lives.Logs)
        {
            var expected = Text(PolicyHistory.Replay(log.Select(AsRemembered)));
            foreach (var stored in await WithCopiesAsync(id))
                Assert.Equal(expected, Text((await lives.Insurer.Archive.AtAsync(stored, Moment.Now, CancellationToken.None))?.Policy));
        }

        Assert.Equal(before, await ChecksumAsync());
        Assert.Equal(counts, await VersionsAsync());
    }

    /// <summary>Version 1 and 2 did not say what caused a loss, and no upcaster can know.</summary>
    private static IPolicyEvent AsRemembered(LoggedEvent logged) =>
        logged.Event is ClaimOpened opened && logged.Position % 3 != 2 ? opened with { Peril = Peril.Unknown } : logged.Event;

    private async Task<List<Guid>> WithCopiesAsync(Guid id)
    {
        await using var connection = await lives.Insurer.Database.OpenConnectionAsync();
        return [id, .. await connection.QueryAsync<Guid>("select md5(@id::text || copy)::uuid from unnest(@Copies) as copy", new { id, Copies })];
    }

    private async Task<string> ChecksumAsync()
    {
        await using var connection = await lives.Insurer.Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<string>("select md5(string_agg(seq_id || type || data::text || xmin::text, '' order by seq_id)) from insurance.mt_events"))!;
    }

    private async Task<Dictionary<string, long>> VersionsAsync()
    {
        await using var connection = await lives.Insurer.Database.OpenConnectionAsync();
        return (await connection.QueryAsync<(string Type, long Count)>("select type, count(*) from insurance.mt_events group by type")).ToDictionary(row => row.Type, row => row.Count);
    }

    private static string Text(Policy? policy) => JsonSerializer.Serialize(policy);
}
