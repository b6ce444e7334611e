using System.Diagnostics;
using EdaKit.Flow;
using EdaKit.Identity;
using EdaKit.Outbox;
using Insurance.Contracts;
using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Store.History;
using Insurance.Store.Snapshots;
using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Services;
using Npgsql;

namespace Insurance.Store.Writing;

/// <summary>Takes commands, one at a time for each policy: decides, appends what happens, and says it to others, in one transaction.</summary>
[Publishes<ContractIssued>(Sometimes = true)]
[Publishes<ContractRenewed>(Sometimes = true)]
[Publishes<ContractCancelled>(Sometimes = true)]
[Publishes<ClaimCompensated>(Sometimes = true)]
public sealed class PolicyDesk(
    IDocumentStore store, PolicyLoader loader, NpgsqlDataSource dataSource, IOutbox outbox, CommandJournal journal, TimeProvider clock)
{
    /// <summary>Does what is asked for, or says why not. The same command id again has no second effect.</summary>
    /// <exception cref="NpgsqlException">The database is away. Whether the command was done, the same command id finds out.</exception>
    public async Task<CommandAnswer> HandleAsync(Guid policyId, CommandRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (await TryAsync(policyId, request, cancellationToken) is { } answer)
                return answer;
        }
        catch (Exception lost) when (lost is ConcurrencyException or Marten.Exceptions.ExistingStreamIdCollisionException or DocumentAlreadyExistsException)
        {
            // Rolled back; what follows says why.
        }

        // Somebody was faster: another command, or this very one, which was sent twice at once.
        await using var session = store.LightweightSession();
        return await EarlierAnswerAsync(session, policyId, request, cancellationToken)
            ?? new CommandAnswer.Conflict(request.ExpectedVersion, (await session.Events.FetchStreamStateAsync(policyId, cancellationToken))?.Version ?? 0);
    }

    /// <returns>Null where the policy is not the one that whoever asks has seen.</returns>
    private async Task<CommandAnswer?> TryAsync(Guid policyId, CommandRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction));

        // 1. A command that was done is done.
        if (await EarlierAnswerAsync(session, policyId, request, cancellationToken) is { } earlier)
            return earlier;

        // 2. The policy as it is, which has to be the one that whoever asks has seen.
        var (state, due) = await loader.LoadAsync(session, policyId, Moment.Now, cancellationToken, known: request.ExpectedVersion);
        var seen = state?.Version ?? 0;
        if (seen != request.ExpectedVersion)
            return null;

        // 3. The decision, which knows of no database.
        var policy = state?.Policy;
        var now = RecordedAfter(state);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var decision = policy is null ? request.Command.Begin(policyId, today) : request.Command.Decide(policy, today);
        if (decision.Refusal is { } refusal)
            return new CommandAnswer.Refused(refusal);

        var number = decision.Events.OfType<PolicyIssued>().SingleOrDefault()?.Number;
        if (number is not null && await session.LoadAsync<IssuedNumber>(number, cancellationToken) is not null)
            return new CommandAnswer.Refused(new("number-taken", $"Another policy has the number '{number}' already. Make a new quote, with a new id."));

        // 4. The events, the proof of the command, the number that it gives, snapshots that are missing, and what others hear of: one transaction. Were the
        // messages sent here, a failed commit would have told of what never happened; were they sent after it, a crash would keep silent about what did.
        var flow = FlowOf(request);
        using var entered = flow.Enter();
        var version = seen + decision.Events.Count;
        var appended = Append(session, policyId, request, decision, version, now, flow);
        session.Insert(new HandledCommand(request.CommandId, policyId, version));
        if (number is not null)
            session.Insert(new IssuedNumber(number, policyId));
        session.Store<PolicySnapshot>(due);
        await session.SaveChangesAsync(cancellationToken);
        journal.Done(request, await AnnounceAsync(policy, decision, cancellationToken), flow);
        await outbox.CommitAsync(transaction, cancellationToken);

        return new CommandAnswer.Done(version, appended.Events[^1].Sequence);
    }

    private static StreamAction Append(
        IDocumentSession session, Guid policyId, CommandRequest request, Decision decision, long version, DateTimeOffset now, MessageFlow flow)
    {
        session.CausationId = request.CommandId.ToString();
        session.CorrelationId = flow.ConversationId.ToString();
        session.SetHeader(EventHeaders.By, request.By);
        session.SetHeader(EventHeaders.Why, request.Why);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace })
            session.SetHeader(EventHeaders.Trace, trace);

        var appended = request.ExpectedVersion == 0
            ? session.Events.StartStream(policyId, decision.Events)
            : session.Events.Append(policyId, version, [.. decision.Events]);
        foreach (var @event in appended.Events)
            @event.Timestamp = now;

        return appended;
    }

    /// <returns>The policy after the decision.</returns>
    private async Task<Policy> AnnounceAsync(Policy? policy, Decision decision, CancellationToken cancellationToken)
    {
        foreach (var happened in decision.Events)
        {
            policy = PolicyHistory.After(policy, happened);
            if (Announcements.Of(policy, happened) is { } announcement)
                await outbox.Publish(announcement, announcement.GetType(), cancellationToken);
        }

        return policy!;
    }

    private static async Task<CommandAnswer?> EarlierAnswerAsync(
        IDocumentSession session, Guid policyId, CommandRequest request, CancellationToken cancellationToken)
    {
        if (await session.LoadAsync<HandledCommand>(request.CommandId, cancellationToken) is not { } handled)
            return null;
        if (handled.PolicyId != policyId)
            return new CommandAnswer.Refused(new(
                "command-id-used", $"Command '{request.CommandId}' was given for policy '{handled.PolicyId}'. Make a new id for each command."));

        var last = await session.Events.FetchStreamAsync(handled.PolicyId, handled.Version, fromVersion: handled.Version, token: cancellationToken);
        return new CommandAnswer.Done(handled.Version, last[0].Sequence);
    }

    /// <summary>The instant of the decision. No event is recorded before the one that it follows, also where the clocks of two machines differ.</summary>
    private DateTimeOffset RecordedAfter(PolicyState? state)
    {
        var now = clock.GetUtcNow();
        return state?.RecordedAt > now ? state.RecordedAt : now;
    }

    /// <summary>The flow in which the request came, or one that begins here. Its cause is the command.</summary>
    private static MessageFlow FlowOf(CommandRequest request) => (MessageFlow.Current ?? MessageFlow.Begin()) with { CausationId = request.CommandId };
}
