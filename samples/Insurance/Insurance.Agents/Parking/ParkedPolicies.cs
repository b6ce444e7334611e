using Insurance.Agents.Cards;
using Insurance.Agents.Past;
using Insurance.Agents.Reading;
using Insurance.Store.Snapshots;
using Marten;
using Npgsql;

namespace Insurance.Agents.Parking;

/// <summary>The policies that are set aside, and how they go on when a person has put things right.</summary>
public sealed class ParkedPolicies(IDocumentStore store, NpgsqlDataSource dataSource, CardProgress progress, TimeProvider clock)
{
    private const int AtMost = 100;

    /// <summary>
    /// The policies that are parked, at most 100. The daemon passes over an event that it cannot read and tells nobody, and where no later event of
    /// the policy follows, the projection does not hear of it either: so this looks for such policies first, and parks them.
    /// </summary>
    public async Task<IReadOnlyList<ParkedPolicy>> ListAsync(CancellationToken cancellationToken)
    {
        foreach (var policy in await PassedOverAsync(cancellationToken))
            await GoOnAsync(policy, cancellationToken);

        await using var session = store.QuerySession();
        return await session.Query<ParkedPolicy>().OrderBy(policy => policy.ParkedAt).Take(AtMost).ToListAsync(cancellationToken);
    }

    /// <summary>Lets a policy go on, when what was wrong is put right. Where it is not, it is parked again.</summary>
    /// <returns>Null where it goes on, and why it does not where it is parked again.</returns>
    public async Task<ParkedPolicy?> ResumeAsync(Guid policyId, CancellationToken cancellationToken)
    {
        // In this order, and in two transactions: events that the projection has passed over before it could see that the policy is free are in the
        // store by then, and are read in the second.
        await using (var session = store.LightweightSession())
        {
            session.Delete<ParkedPolicy>(policyId);
            // Whoever puts an event right changes what is kept of the time after it.
            session.DeleteWhere<PolicySnapshot>(snapshot => snapshot.PolicyId == policyId);
            await session.SaveChangesAsync(cancellationToken);
        }

        return await GoOnAsync(policyId, cancellationToken);
    }

    private async Task<ParkedPolicy?> GoOnAsync(Guid policyId, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        var fold = new CardFold(session, policyId, await session.LoadAsync<PolicyCard>(policyId, cancellationToken));
        await fold.CatchUpAsync(long.MaxValue, cancellationToken);
        var parked = fold.Fault is { } fault ? ParkedPolicy.Of(policyId, fold.Card, fault, clock.GetUtcNow()) : null;

        if (fold.Steps is [.., var card])
            session.TryUpdateRevision(card, card.Events);
        CardRevisions.Add(session, fold.Steps);
        if (parked is not null)
            session.Store(parked);
        await session.SaveChangesAsync(cancellationToken);
        return parked;
    }

    /// <summary>Policies of which the projection has passed the last event, and whose card does not have it.</summary>
    private async Task<List<Guid>> PassedOverAsync(CancellationToken cancellationToken)
    {
        const string Sql = """
            select stream.id from insurance.mt_streams stream
            join insurance.mt_events last on last.stream_id = stream.id and last.version = stream.version
            left join insurance.mt_doc_policycard card on card.id = stream.id
            where last.seq_id <= $1 and stream.version > coalesce(card.mt_version, 0)
                and not exists (select from insurance.mt_doc_parkedpolicy parked where parked.id = stream.id)
            limit $2
            """;

        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = await progress.PositionAsync(cancellationToken) });
        command.Parameters.Add(new() { Value = AtMost });

        var policies = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            policies.Add(reader.GetGuid(0));
        return policies;
    }
}
