using Dapper;
using EdaKit.TestSupport;
using Insurance.Agents;
using Insurance.Agents.Cards;
using Insurance.Agents.Parking;
using Insurance.Agents.Past;
using Insurance.Agents.Reading;
using Insurance.Store.Writing;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Insurance.Tests.Support;

/// <summary>The write side, and the agents' cards, which follow it.</summary>
public class AgentOffice : Insurer
{
    public CardProgress Progress => Services.GetRequiredService<CardProgress>();

    public CardArchive CardArchive => Services.GetRequiredService<CardArchive>();

    public CardReader Cards => Services.GetRequiredService<CardReader>();

    public ParkedPolicies Parked => Services.GetRequiredService<ParkedPolicies>();

    /// <summary>The card of a policy, once the projection has come so far.</summary>
    public async Task<PolicyCard?> CardAsync(Guid policy, long position)
    {
        await Eventually.IsAsync(true, async () => await Progress.PositionAsync(CancellationToken.None) >= position);
        return await Cards.FindAsync(policy, CancellationToken.None);
    }

    public Task<PolicyCard?> CardAsync(Guid policy, CommandAnswer.Done done) => CardAsync(policy, done.Position);

    /// <summary>The position of the last event in the store.</summary>
    public async Task<long> LastPositionAsync()
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select max(seq_id) from insurance.mt_events where type not like 'tombstone%'");
    }

    public Task RebuildAsync() => Services.GetRequiredService<CardRebuild>().RunAsync(CancellationToken.None);

    /// <summary>All cards as they are stored.</summary>
    public Task<List<string>> StoredCardsAsync() => TextsAsync("select id::text || mt_version || data from insurance.mt_doc_policycard order by id");

    /// <summary>All revisions of cards as they are stored.</summary>
    public Task<List<string>> StoredRevisionsAsync() => TextsAsync("select revision::text from insurance.card_revisions revision order by policy_id, events");

    protected override void AddReaders(MartenServiceCollectionExtensions.MartenConfigurationExpression marten)
    {
        marten.AddPolicyCards();
        // Tests let the projection die: it need not wait a second each time before it begins again.
        marten.Services.ConfigureMarten(options => options.Projections.HealthCheckPollingTime = TimeSpan.FromMilliseconds(100));
    }

    private async Task<List<string>> TextsAsync(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>(sql)];
    }
}
