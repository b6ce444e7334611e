using EdaKit.Configuration;
using EdaKit.Journal;
using EdaKit.Tracing.Journal;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Journal;

/// <summary>A service with a journal.</summary>
public static class JournaledBus
{
    public static Task<TracedBus> StartAsync(StoreKind store, bool hasOutbox = true, Action<IBusFactoryConfigurator>? bus = null, Action<JournalOptions>? configure = null,
        TransportKind transport = TransportKind.InMemory, Action<IBusRegistrationConfigurator>? consumers = null, Action<EdaKitBuilder>? more = null) =>
        TracedBus.StartAsync(transport, hasOutbox, bus: bus, store: store, consumers: consumers, more: eda =>
        {
            eda.UseJournal<TracedDb>(options =>
            {
                options.Service = "shop";
                configure?.Invoke(options);
            });
            more?.Invoke(eda);
        });

    /// <summary>The journal, in the order in which it was written.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(this TracedBus bus)
    {
        await using var scope = bus.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TracedDb>().Set<JournalEntry>().AsNoTracking().OrderBy(entry => entry.Id).ToListAsync();
    }

    /// <summary>Waits until the journal has so many entries, and no more.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(this TracedBus bus, int count)
    {
        await Eventually.IsAsync(count, async () => (await bus.ReadJournalAsync()).Count);
        return await bus.ReadJournalAsync();
    }

    /// <summary>An entry in short.</summary>
    public static string Line(this JournalEntry entry) => $"{entry.Kind} {entry.Contract}";
}
