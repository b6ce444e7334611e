using Dapper;
using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;
using Marten;
using Marten.Services;

namespace Insurance.Tests.Agents;

/// <summary>Its policy is parked with the reason, and no other one waits for it.</summary>
public sealed class When_an_event_is_poison(AgentOffice office) : IClassFixture<AgentOffice>
{
    private const string Unreadable = "update insurance.mt_events set data = '\"nothing\"' where stream_id = @policy and version = 4";
    private const string Unknown = "update insurance.mt_events set type = 'insurance.stored.never-heard-of:v1', mt_dotnet_type = 'Never.Heard, Of' where stream_id = @policy and version = 4";

    [Fact]
    public async Task Should_park_a_policy_whose_events_make_no_sense_and_go_on_with_the_others()
    {
        var (poisoned, other) = (await office.IssueAsync(), await office.IssueAsync());
        await AppendAsync(poisoned, new ClaimPaymentMade(9, Story.Euros(1), Story.Start));
        var done = await office.DoAsync(other, 3, Driver("Bob"));

        Assert.Equal(4, (await office.CardAsync(other, done))!.Events);
        Assert.Equal(3, (await office.Cards.FindAsync(poisoned, CancellationToken.None))!.Events);
        var parked = Assert.Single(await office.Parked.ListAsync(CancellationToken.None), policy => policy.Id == poisoned);
        Assert.Equal(4, parked.Version);
        Assert.Contains("has no claim '9'", parked.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Unreadable)]
    [InlineData(Unknown)]
    public async Task Should_park_a_policy_with_an_event_that_nobody_can_read(string poison)
    {
        var (policy, after) = await PoisonedAsync(poison, later: 2);

        Assert.Equal(3, (await office.CardAsync(policy, after))!.Events);
        Assert.Equal(4, Assert.Single(await office.Parked.ListAsync(CancellationToken.None), parked => parked.Id == policy).Version);
    }

    [Theory]
    [InlineData(Unreadable)]
    [InlineData(Unknown)]
    public async Task Should_park_a_policy_also_where_it_is_the_last_event(string poison)
    {
        var (policy, after) = await PoisonedAsync(poison, later: 0);

        Assert.Equal(3, (await office.CardAsync(policy, after))!.Events);
        Assert.Equal(4, Assert.Single(await office.Parked.ListAsync(CancellationToken.None), parked => parked.Id == policy).Version);
    }

    [Fact]
    public async Task Should_go_on_with_all_that_came_meanwhile_once_it_is_put_right()
    {
        var (policy, after) = await PoisonedAsync(Unknown, later: 2);
        await office.CardAsync(policy, after);
        Assert.NotNull(await office.Parked.ResumeAsync(policy, CancellationToken.None));

        await office.ExecuteAsync("update insurance.mt_events set type = 'insurance.stored.driver-added:v1' where stream_id = @policy and version = 4", new { policy });
        Assert.Null(await office.Parked.ResumeAsync(policy, CancellationToken.None));

        Assert.Equal(6, (await office.Cards.FindAsync(policy, CancellationToken.None))!.Events);
        Assert.DoesNotContain(await office.Parked.ListAsync(CancellationToken.None), parked => parked.Id == policy);
        var done = await office.DoAsync(policy, 6, new CancelPolicy(Story.Start, "sold"));
        Assert.Equal(7, (await office.CardAsync(policy, done))!.Events);
    }

    /// <summary>A policy whose fourth event is poison before the projection gets to see it.</summary>
    private async Task<(Guid Policy, long Position)> PoisonedAsync(string poison, int later)
    {
        var policy = await office.IssueAsync();
        await office.CardAsync(policy, await office.LastPositionAsync());

        // In one transaction, so that the daemon does not see the event before it is poison.
        await using var connection = await office.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var session = office.Store.LightweightSession(SessionOptions.ForTransaction(transaction));
        Append(session, policy, Enumerable.Range(0, 1 + later).Select(i => new DriverAdded(Story.Start, new($"Driver {i}", new(1970, 1, 1)), new(Story.Euros(440), []))));
        await session.SaveChangesAsync();
        await connection.ExecuteAsync(poison, new { policy }, transaction);
        await transaction.CommitAsync();

        return (policy, await office.LastPositionAsync());
    }

    private async Task AppendAsync(Guid policy, params object[] events)
    {
        await using var session = office.Store.LightweightSession();
        Append(session, policy, events);
        await session.SaveChangesAsync();
    }

    /// <summary>Past the desk and its rules.</summary>
    private void Append(IDocumentSession session, Guid policy, IEnumerable<object> events)
    {
        foreach (var appended in session.Events.Append(policy, events).Events)
            appended.Timestamp = office.Clock.Now;
    }

    private static AddDriver Driver(string name) => new(Story.Start, new(name, new(1970, 1, 1)));
}
