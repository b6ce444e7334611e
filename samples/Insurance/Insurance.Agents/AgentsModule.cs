using Insurance.Agents.Cards;
using Insurance.Agents.Parking;
using Insurance.Agents.Past;
using Insurance.Agents.Reading;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Insurance.Agents;

/// <summary>The read model of agents.</summary>
public static class AgentsModule
{
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(1);

    /// <summary>Adds the cards and what reads them. One process keeps them.</summary>
    public static void AddPolicyCards(this MartenServiceCollectionExtensions.MartenConfigurationExpression marten)
    {
        marten.Services.AddSingleton<CardProgress>();
        marten.Services.AddSingleton<CardReader>();
        marten.Services.AddSingleton<CardRebuild>();
        marten.Services.AddSingleton<CardRevisions>();
        marten.Services.AddSingleton(provider => new CardArchive(provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<CardRevisions>()));
        marten.Services.AddSingleton<ParkedPolicies>();
        marten.Services.ConfigureMarten((provider, options) =>
        {
            options.Schema.For<PolicyCard>().UseNumericRevisions(true).Index(card => card.Position);
            options.Schema.For<ParkedPolicy>();
            options.Storage.ExtendedSchemaObjects.Add(CardRevisions.Definition());

            options.Projections.Add(new PolicyCards(provider.GetRequiredService<TimeProvider>()), ProjectionLifecycle.Async, PolicyCards.Name, cards =>
            {
                cards.DeleteViewTypeOnTeardown<PolicyCard>();
                cards.DeleteViewTypeOnTeardown<ParkedPolicy>();
                cards.DeleteDataInTableOnTeardown(CardRevisions.TableName);
            });

            // A projection that failed, since the database was away, begins again so soon.
            options.Projections.HealthCheckPollingTime = RestartAfter;
            options.Projections.LeadershipPollingTime = (int)RestartAfter.TotalMilliseconds;
            // The projection itself parks a policy that makes no sense; what it throws beyond that is a fault of ours, and skipping events would hide it.
            options.Projections.Errors.SkipApplyErrors = false;
            // What cannot be read at all is passed over here, leaves a hole, and parks the policy.
            foreach (var errors in (ErrorHandlingOptions[])[options.Projections.Errors, options.Projections.RebuildErrors])
                (errors.SkipSerializationErrors, errors.SkipUnknownEvents) = (true, true);
        });
        // HotCold, where one of several processes takes over, needs the lock package that this repository cannot restore (see Marten.props): with the
        // one that it was made from, Npgsql's data source is refused.
        marten.AddAsyncDaemon(DaemonMode.Solo);
    }
}
