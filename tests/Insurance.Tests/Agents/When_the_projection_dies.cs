using Insurance.Policies.Commands;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.Agents;

/// <summary>
/// The database ends the projection's connection in the middle of its work, three times. Each event counts once all the same, as a rebuild out of the
/// events alone says.
/// </summary>
public sealed class When_the_projection_dies(AgentOffice office) : IClassFixture<AgentOffice>
{
    private const int Policies = 10;
    private const int Deaths = 3;

    [Theory]
    [InlineData("insurance.mt_doc_policycard", "before insert or update")]
    [InlineData("insurance.card_revisions", "before insert")]
    [InlineData("insurance.mt_event_progression", "after update")]
    public async Task Should_count_each_event_once(string table, string moment)
    {
        await office.ExecuteAsync($"""
            drop sequence if exists deaths;
            create sequence deaths;
            create or replace function die() returns trigger language plpgsql as 'begin if nextval(''deaths'') <= {Deaths} then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end';
            create trigger dies {moment} on {table} for each row execute function die();
            """);

        for (var i = 0; i < Policies; i++)
        {
            var policy = await office.IssueAsync();
            await office.DoAsync(policy, 3, new AddDriver(Story.Start, new("Bob", new(1970, 1, 1))));
        }

        await office.CardAsync(Guid.Empty, await office.LastPositionAsync());
        await office.ExecuteAsync($"drop trigger dies on {table}");

        Assert.True(await office.CountAsync("deaths where last_value > @Deaths", new { Deaths }) == 1, "The projection did not die as often as it was to.");
        var (cards, revisions) = (await office.StoredCardsAsync(), await office.StoredRevisionsAsync());
        Assert.Equal(await office.CountAsync("insurance.mt_streams where not is_archived"), cards.Count);
        Assert.Equal(await office.CountAsync("insurance.mt_events where type not like 'tombstone%'"), revisions.Count);

        await office.RebuildAsync();

        Assert.Equal(cards, await office.StoredCardsAsync());
        Assert.Equal(revisions, await office.StoredRevisionsAsync());
    }

    [Fact]
    public async Task Should_go_on_where_a_rebuild_fails_before_it_begins()
    {
        await office.IssueAsync();
        await office.CardAsync(Guid.Empty, await office.LastPositionAsync());
        await office.ExecuteAsync("""
            create or replace function fail() returns trigger language plpgsql as 'begin raise exception ''not today''; end';
            create trigger fails before delete or truncate on insurance.mt_doc_policycard for each statement execute function fail();
            """);

        Assert.NotNull(await Record.ExceptionAsync(office.RebuildAsync));
        await office.ExecuteAsync("drop trigger fails on insurance.mt_doc_policycard");

        var policy = await office.IssueAsync();
        Assert.Equal(3, (await office.CardAsync(policy, await office.LastPositionAsync()))!.Events);
        Assert.Equal(await office.CountAsync("insurance.mt_streams where not is_archived"), (await office.StoredCardsAsync()).Count);
    }

    [Fact]
    public async Task Should_be_rebuilt_one_after_the_other_where_two_ask_at_once()
    {
        for (var i = 0; i < Policies; i++)
            await office.IssueAsync();
        await office.CardAsync(Guid.Empty, await office.LastPositionAsync());
        var cards = await office.StoredCardsAsync();

        await Task.WhenAll(office.RebuildAsync(), office.RebuildAsync());

        Assert.Equal(cards, await office.StoredCardsAsync());
    }

    [Fact]
    public async Task Should_be_rebuilt_out_of_the_events_while_others_go_on_writing()
    {
        for (var i = 0; i < Policies; i++)
            await office.IssueAsync();
        await office.CardAsync(Guid.Empty, await office.LastPositionAsync());
        await office.ExecuteAsync("delete from insurance.mt_doc_policycard");

        var rebuilt = office.RebuildAsync();
        var policy = await office.IssueAsync();
        await rebuilt;

        Assert.Equal(3, (await office.CardAsync(policy, await office.LastPositionAsync()))!.Events);
        Assert.Equal(await office.CountAsync("insurance.mt_streams where not is_archived"), (await office.StoredCardsAsync()).Count);
    }
}
