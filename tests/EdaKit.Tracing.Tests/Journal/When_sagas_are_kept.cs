using EdaKit.Contracts;
using EdaKit.Journal;
using EdaKit.Tracing.Tests.Journey;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Tracing.Tests.Journal;

public sealed class When_sagas_are_kept
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_through_which_states_a_saga_went_and_because_of_which_message(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<Received>();
        builder.Services.AddDbContext<JournaledShippingDb>(options => place.Store.Use(options));
        builder.Services.AddMassTransit(x =>
        {
            x.AddSagaStateMachine<Shipping, ShippingState>();
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<First>();
                eda.UseOutbox<JournaledShippingDb>().UseSagas<JournaledShippingDb>().UseJournal<JournaledShippingDb>();
            });
            place.Transport.Use(x, (context, bus) => bus.UseEdaKit(context), configureEndpoints: true);
        });

        using var host = builder.Build();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<JournaledShippingDb>();
            await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
            await host.StartAsync(TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new Third("17"), TestContext.Current.CancellationToken);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.IsAsync(1, async () => (await ReadAsync(host)).Count(entry => entry.Kind == JournalKind.Moved));
        await host.StopAsync(TestContext.Current.CancellationToken);

        var journal = await ReadAsync(host);
        var moved = journal.Single(entry => entry.Kind == JournalKind.Moved);
        Assert.Equal(("Shipping", "Initial -> Waiting", BusinessKeyId.From("Order", "17")), (moved.Participant, moved.Note, moved.CorrelationId!.Value));
        Assert.Equal(journal.Single(entry => entry.Line() == "Published test.third").MessageId, moved.CausationId);
        Assert.Contains(journal, entry => entry.Line() == "Scheduled test.reminder" && entry.CausationId == moved.CausationId);
    }

    private static async Task<List<JournalEntry>> ReadAsync(IHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JournaledShippingDb>().Set<JournalEntry>().AsNoTracking().ToListAsync();
    }

    private sealed class JournaledShippingDb(DbContextOptions<JournaledShippingDb> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<ShippingState>().HasKey(state => state.CorrelationId);
            modelBuilder.AddOutbox().AddSagas().AddJournal();
        }
    }
}
