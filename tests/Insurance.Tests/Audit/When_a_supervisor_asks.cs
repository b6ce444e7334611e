using System.Text.Json;
using Insurance.Audit;
using Insurance.Policies.Commands;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.Audit;

public sealed class When_a_supervisor_asks(AuditedOffice office) : IClassFixture<AuditedOffice>
{
    [Fact]
    public async Task Should_find_every_event_once_with_who_why_and_on_which_command()
    {
        var policy = await office.IssueAsync();
        await office.FollowAsync();

        var entries = await office.Trail.ReadAsync(null, CancellationToken.None).ToListAsync();
        var timeline = await office.Archive.TimelineAsync(policy, CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, entries.Count).Select(number => (long)number), entries.Select(entry => entry.Number));
        Assert.Equal(await office.CountAsync("insurance.mt_events where type not like 'tombstone%'"), entries.Count);
        Assert.Equal(
            timeline.Select(entry => (entry.Position, entry.By, entry.Why, entry.CommandId, entry.ConversationId)),
            entries.Where(entry => entry.PolicyId == policy).Select(entry => (entry.Position, entry.By, entry.Why, entry.CommandId, entry.ConversationId)));
        Assert.True((await office.Trail.VerifyAsync(null, null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task Should_find_each_changed_byte_of_an_export()
    {
        var lines = await ExportAsync();
        Assert.True((await AuditCheck.OfAsync(lines)).Holds);

        // Each bit of each byte of one line. Either it is no JSON any more, or its seal is not its own.
        for (var place = 0; place < lines[1].Length; place++)
        {
            for (var bit = 0; bit < 7; bit++)
            {
                var changed = lines[1][..place] + (char)(lines[1][place] ^ (1 << bit)) + lines[1][(place + 1)..];
                Assert.False(await HoldsAsync([lines[0], changed]), $"{lines[1]}\n{changed}");
            }
        }
    }

    [Fact]
    public async Task Should_find_what_was_taken_out_put_in_or_moved()
    {
        var lines = await ExportAsync();

        Assert.False(await HoldsAsync([lines[0], .. lines.Skip(2)]));
        Assert.False(await HoldsAsync([.. lines.Take(2), .. lines.Skip(1)]));
        Assert.False(await HoldsAsync([lines[1], lines[0], .. lines.Skip(2)]));

        // The end can be cut off, and the seal that was noted says so.
        var (cut, whole) = (await AuditCheck.OfAsync(lines.SkipLast(1)), await AuditCheck.OfAsync(lines));
        Assert.NotEqual(whole.Seal, cut.Seal);
    }

    [Fact]
    public async Task Should_find_where_the_store_no_longer_says_what_was_sealed()
    {
        var policy = await office.IssueAsync();
        await office.FollowAsync();
        var before = await office.Trail.VerifyAsync(null, null, CancellationToken.None);

        await office.ExecuteAsync("update insurance.mt_events set data = data || '{\"note\":\"never said\"}' where stream_id = @policy and version = 2", new { policy });
        var changed = await office.Trail.VerifyAsync(null, null, CancellationToken.None);
        await office.ExecuteAsync("update insurance.mt_events set data = data || '{\"note\":\"good record\"}' where stream_id = @policy and version = 2", new { policy });

        Assert.Contains("The store no longer says", changed.Fault, StringComparison.Ordinal);
        Assert.Equal(before, await office.Trail.VerifyAsync(null, null, CancellationToken.None));
    }

    [Theory]
    [InlineData("headers = headers || '{\"by\":\"Mallory\"}'", "headers = headers || '{\"by\":\"Grace\"}'")]
    [InlineData("headers = headers || '{\"why\":\"no reason\"}'", "headers = headers || '{\"why\":\"asked by phone\"}'")]
    [InlineData("timestamp = timestamp + interval '1 microsecond'", "timestamp = timestamp - interval '1 microsecond'")]
    [InlineData("causation_id = causation_id || '0'", "causation_id = left(causation_id, 36)")]
    [InlineData("correlation_id = null", "correlation_id = (select conversation_id from audit.entries where position = seq_id)")]
    public async Task Should_find_where_the_store_names_another_person_time_or_command(string change, string back)
    {
        var policy = await office.IssueAsync();
        await office.FollowAsync();
        var before = await office.Trail.VerifyAsync(null, null, CancellationToken.None);

        await office.ExecuteAsync($"update insurance.mt_events set {change} where stream_id = @policy and version = 2", new { policy });
        var changed = await office.Trail.VerifyAsync(null, null, CancellationToken.None);
        await office.ExecuteAsync($"update insurance.mt_events set {back} where stream_id = @policy and version = 2", new { policy });

        Assert.Contains("The store no longer says", changed.Fault, StringComparison.Ordinal);
        Assert.Equal((before, true), (await office.Trail.VerifyAsync(null, null, CancellationToken.None), before.Holds));
    }

    [Fact]
    public async Task Should_find_an_event_that_was_slipped_in()
    {
        var policy = await office.IssueAsync();
        await office.FollowAsync();

        await office.ExecuteAsync("""
            insert into insurance.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, is_archived)
            select 0, gen_random_uuid(), stream_id, 99, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, is_archived
            from insurance.mt_events where stream_id = @policy and version = 2
            """, new { policy });
        var slippedIn = await office.Trail.VerifyAsync(null, null, CancellationToken.None);
        await office.ExecuteAsync("delete from insurance.mt_events where seq_id = 0");

        Assert.Contains("at position '0'", slippedIn.Fault, StringComparison.Ordinal);
        Assert.True((await office.Trail.VerifyAsync(null, null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task Should_get_the_same_seals_when_the_trail_is_made_anew()
    {
        await office.IssueAsync();
        await office.FollowAsync();
        var before = await office.Trail.VerifyAsync(null, null, CancellationToken.None);

        await office.ExecuteAsync($"truncate audit.entries; update audit.head set number = 0, position = 0, seal = '{AuditSeal.Origin}'");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => office.FollowAsync()));

        Assert.Equal(before, await office.Trail.VerifyAsync(null, null, CancellationToken.None));
    }

    [Fact]
    public async Task Should_seal_also_what_the_code_cannot_read()
    {
        var policy = await office.IssueAsync();
        await office.DoAsync(policy, 3, new AddDriver(Story.Start, new("Bob", new(1970, 1, 1))));
        await office.ExecuteAsync("update insurance.mt_events set type = 'insurance.stored.never-heard-of:v1' where stream_id = @policy and version = 4", new { policy });

        await office.FollowAsync();

        Assert.Contains(await office.Trail.ReadAsync(null, CancellationToken.None).ToListAsync(), entry => entry.PolicyId == policy && entry.Event == "insurance.stored.never-heard-of:v1");
    }

    private async Task<string[]> ExportAsync()
    {
        await office.IssueAsync();
        await office.FollowAsync();
        return [.. (await office.Trail.ReadAsync(null, CancellationToken.None).ToListAsync()).Select(AuditLine.Of)];
    }

    private static async Task<bool> HoldsAsync(IEnumerable<string> lines)
    {
        try
        {
            return (await AuditCheck.OfAsync(lines)).Holds;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
