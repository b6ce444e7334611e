using Insurance.Policies.Commands;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.Snapshots;

/// <summary>A snapshot is worth what the code and the events are worth.</summary>
public sealed class When_a_snapshot_is_not_to_be_trusted : IClassFixture<OfficeWithSnapshots>
{
    private const string Holder = "jsonb_set(data, '{policy,holder}', '\"Nobody\"')";
    private readonly OfficeWithSnapshots _office;

    public When_a_snapshot_is_not_to_be_trusted(OfficeWithSnapshots office) => _office = office;

    [Fact]
    public async Task Should_be_read_where_nothing_is_wrong_with_it()
    {
        var policy = await WithSnapshotAsync(Holder);

        // This is how the other tests know that the snapshot would count.
        Assert.Equal("Nobody", (await _office.PolicyAsync(policy)).Holder);
    }

    [Fact]
    public async Task Should_be_passed_over_where_other_code_has_made_it_and_be_made_anew_by_the_next_command()
    {
        var policy = await WithSnapshotAsync("jsonb_build_object('id', data->'id', 'policyId', data->'policyId', 'version', data->'version', 'position', data->'position', "
            + "'recordedAt', data->'recordedAt', 'eventId', data->'eventId', 'code', gen_random_uuid(), 'policy', jsonb_build_object('name', 'of another shape'))");

        Assert.Equal("Ada", (await _office.PolicyAsync(policy)).Holder);
        await _office.DoAsync(policy, 5, Driver("Eve"));

        Assert.Equal("Ada", (await _office.PolicyAsync(policy)).Holder);
        Assert.Equal(1, await _office.CountAsync("insurance.mt_doc_policysnapshot where policy_id = @policy and data->'policy'->>'holder' = 'Ada'", new { policy }));
    }

    [Fact]
    public async Task Should_be_passed_over_where_its_event_is_another_one()
    {
        var policy = await WithSnapshotAsync(Holder);

        // As after a restore: another event stands at its place.
        await _office.ExecuteAsync("update insurance.mt_events set id = gen_random_uuid() where stream_id = @policy and version = 4", new { policy });

        Assert.Equal("Ada", (await _office.PolicyAsync(policy)).Holder);
    }

    [Fact]
    public async Task Should_be_thrown_away_when_somebody_has_put_an_event_right()
    {
        var policy = await WithSnapshotAsync(Holder);

        await _office.Parked.ResumeAsync(policy, CancellationToken.None);

        Assert.Equal("Ada", (await _office.PolicyAsync(policy)).Holder);
    }

    /// <summary>A policy of Ada's with five events, and a snapshot after four of them that is changed like this.</summary>
    private async Task<Guid> WithSnapshotAsync(string change)
    {
        var policy = await _office.IssueAsync();
        await _office.DoAsync(policy, 3, Driver("Bob"));
        await _office.DoAsync(policy, 4, Driver("Dan"));
        Assert.Equal(1, await _office.CountAsync("insurance.mt_doc_policysnapshot where policy_id = @policy", new { policy }));

        await _office.ExecuteAsync($"update insurance.mt_doc_policysnapshot set data = {change} where policy_id = @policy", new { policy });
        return policy;
    }

    private static AddDriver Driver(string name) => new(Story.Start, new(name, new(1970, 1, 1)));
}
