using Insurance.Policies.Commands;
using Insurance.Policies.Values;
using Insurance.Store.Writing;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.Writing;

/// <summary>The database itself ends the connection in the middle of the work: events, messages and what the journal says of them are there, or none is.</summary>
public sealed class When_a_transaction_dies(Insurer insurer) : IClassFixture<Insurer>
{
    [Theory]
    [InlineData("between events and messages", "public.edakit_outbox", "before insert")]
    [InlineData("before the events", "insurance.mt_events", "before insert")]
    [InlineData("after the messages", "public.edakit_outbox", "after insert")]
    public async Task Should_leave_neither_events_nor_messages(string when, string table, string moment)
    {
        var policy = await AcceptedAsync();
        var (records, entries) = (await insurer.CountAsync("edakit_outbox"), await insurer.CountAsync("edakit_journal"));
        var command = Guid.CreateVersion7();

        await insurer.ExecuteAsync($"""
            create or replace function die() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
            create trigger dies {moment} on {table} for each row execute function die();
            """);
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => insurer.AskAsync(policy, 2, new IssuePolicy(PaymentPlan.Annual), command));
        }
        finally
        {
            await insurer.ExecuteAsync($"drop trigger dies on {table}");
        }

        Assert.True(2 == await insurer.EventsAsync(policy), when);
        Assert.Equal(records, await insurer.CountAsync("edakit_outbox"));
        Assert.Equal(entries, await insurer.CountAsync("edakit_journal"));

        // The same command once more: it was not done, and is now.
        Assert.IsType<CommandAnswer.Done>(await insurer.AskAsync(policy, 2, new IssuePolicy(PaymentPlan.Annual), command));
        Assert.Equal(3, await insurer.EventsAsync(policy));
        Assert.Equal(records + 1, await insurer.CountAsync("edakit_outbox"));
        Assert.Equal(entries + 3, await insurer.CountAsync("edakit_journal"));
    }

    private async Task<Guid> AcceptedAsync()
    {
        var policy = Guid.CreateVersion7();
        await insurer.DoAsync(policy, 0, new QuotePolicy("Ada", Story.Risk(), Story.Start));
        await insurer.DoAsync(policy, 1, new AcceptRisk(0, "good record"));
        return policy;
    }
}
