using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.ScopedBus;
using EdaKit.Startup;
using MassTransit;
using MassTransit.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Registration;

/// <summary>What must hold of the contexts that have an outbox. It builds their models and opens no connection.</summary>
internal sealed class OutboxRules(OutboxBindings bindings) : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context) => context.Services.InScope(scope => CheckAll(scope).ToList());

    private IEnumerable<ConfigurationFault> CheckAll(IServiceProvider scope)
    {
        foreach (var fault in bindings.All.SelectMany(binding => CheckContext(binding, scope).Concat(CheckOptions(binding))))
            yield return fault;

        if (scope.GetRequiredService<IScopedBusContextProvider<IBus>>() is not OutboxScopedBusContextProvider)
            yield return new("EDA0205", "Another outbox replaces EdaKit's capture of published messages: MassTransit's bus outbox, or a second library. "
                + "Remove it (UseBusOutbox, AddEntityFrameworkOutbox); EdaKit's UseOutbox stands in its place.");

        foreach (var shared in bindings.All.SelectMany(b => b.Options.Claims, (b, claim) => (b.ContextType, claim))
                     .GroupBy(pair => pair.claim).Where(group => group.Count() > 1))
            yield return new("EDA0208", $"The consumers of {shared.Key} are claimed by the contexts "
                + $"'{string.Join("', '", shared.Select(pair => pair.ContextType.Name))}'. Call ForConsumersFrom for each assembly on one context only, or "
                + "ForConsumersFromNamespaceContaining for each namespace.");
    }

    private static IEnumerable<ConfigurationFault> CheckContext(OutboxBinding binding, IServiceProvider scope)
    {
        var name = binding.ContextType.Name;

        if (scope.GetService<IServiceProviderIsService>()?.IsService(binding.ContextType) == false)
        {
            yield return new("EDA0201", $"UseOutbox<{name}> names a context that is not registered. Call services.AddDbContext<{name}>(…).");
            yield break;
        }

        var db = binding.ContextOf(scope);

        if (!ReferenceEquals(db, binding.ContextOf(scope)))
            yield return new("EDA0212", $"'{name}' is registered as transient, so inbox and consumer would work on different contexts and the consumer's effects would be lost. "
                + $"Register it as scoped, the default of AddDbContext<{name}>.");

        if (!db.HasUnitOfWork())
            yield return new("EDA0211", $"'{name}' is registered in a way that bypasses its configured options, so its saves would store no message. "
                + $"Register it with AddDbContext<{name}>, AddDbContextPool<{name}> or AddDbContextFactory<{name}>.");

        if (StoreDialect.Of(db) is null)
            yield return new("EDA0203", $"'{name}' uses the provider '{db.Database.ProviderName}', for which EdaKit has no SQL. "
                + $"Use {string.Join(" or ", StoreDialect.All.Select(dialect => dialect.Name))}.");

        if (db.Model.FindEntityType(typeof(OutboxRecord)) is null || db.Model.FindEntityType(typeof(InboxEntry)) is null)
            yield return new("EDA0202", $"The model of '{name}' has no outbox. Call modelBuilder.AddOutbox() in its OnModelCreating, and add a migration.");
    }

    private static IEnumerable<ConfigurationFault> CheckOptions(OutboxBinding binding)
    {
        var relay = binding.Options.Relay;
        var lanes = binding.Options.Lanes;
        var limits = binding.Options.Limits;
        var inbox = binding.Options.Inbox;

        (string Option, object Value, bool IsValid, string Range)[] checks =
        [
            ("Relay.BatchSize", relay.BatchSize, relay.BatchSize is >= 1 and <= 10_000, "1 to 10,000"),
            ("Relay.MaxInFlight", relay.MaxInFlight, relay.MaxInFlight is >= 1 and <= 10_000, "1 to 10,000"),
            ("Relay.MaxBytesInFlight", relay.MaxBytesInFlight, relay.MaxBytesInFlight is >= 1024 and <= 16L << 30, "1 KiB to 16 GiB"),
            ("Relay.PollInterval", relay.PollInterval, relay.PollInterval >= TimeSpan.FromMilliseconds(10) && relay.PollInterval <= TimeSpan.FromHours(1), "10 ms to 1 hour"),
            ("Relay.SendTimeout", relay.SendTimeout, relay.SendTimeout >= TimeSpan.FromMilliseconds(100) && relay.SendTimeout <= TimeSpan.FromMinutes(10), "100 ms to 10 minutes"),
            ("Relay.Lease", relay.Lease, relay.Lease >= 2 * relay.SendTimeout && relay.Lease <= TimeSpan.FromHours(1), "twice Relay.SendTimeout to 1 hour"),
            ("Relay.MaxAttempts", relay.MaxAttempts, relay.MaxAttempts is >= 1 and <= 1000, "1 to 1,000"),
            ("Relay.MinBackOff", relay.MinBackOff, relay.MinBackOff >= TimeSpan.FromMilliseconds(10) && relay.MinBackOff <= TimeSpan.FromMinutes(1), "10 ms to 1 minute"),
            ("Relay.MaxBackOff", relay.MaxBackOff, relay.MaxBackOff >= relay.MinBackOff && relay.MaxBackOff <= TimeSpan.FromHours(1), "Relay.MinBackOff to 1 hour"),
            ("Lanes.Lease", lanes.Lease, lanes.Lease >= TimeSpan.FromSeconds(3) && lanes.Lease <= TimeSpan.FromMinutes(10), "3 seconds to 10 minutes"),
            ("Lanes.ReadAhead", lanes.ReadAhead, lanes.ReadAhead is >= 1 and <= 1000, "1 to 1,000"),
            ("Lanes.DivertTo", lanes.DivertTo?.ToString() ?? "", lanes.WhenParked != LanePolicy.Divert || lanes.DivertTo is not null, "an address such as queue:diverted, since 'Lanes.WhenParked' is 'Divert'"),
            ("Limits.Depth", limits.Depth ?? 1, limits.Depth is null or >= 1 and <= 10_000_000, "1 to 10,000,000, or null"),
            ("Limits.Age", limits.Age ?? TimeSpan.Zero, limits.Age is null || (limits.Age >= TimeSpan.FromSeconds(1) && limits.Age <= TimeSpan.FromDays(30)), "1 second to 30 days, or null"),
            ("Limits.WaitAtMost", limits.WaitAtMost, limits.WaitAtMost >= TimeSpan.FromMilliseconds(100) && limits.WaitAtMost <= TimeSpan.FromMinutes(10), "100 ms to 10 minutes"),
            ("Limits.Interval", limits.Interval, limits.Interval >= TimeSpan.FromMilliseconds(100) && limits.Interval <= TimeSpan.FromMinutes(1), "100 ms to 1 minute"),
            ("Inbox.Window", inbox.Window, inbox.Window >= TimeSpan.FromMinutes(1) && inbox.Window <= TimeSpan.FromDays(3653), "1 minute to 10 years"),
            ("Inbox.CleaningInterval", inbox.CleaningInterval, inbox.CleaningInterval >= TimeSpan.FromSeconds(1) && inbox.CleaningInterval <= TimeSpan.FromDays(1), "1 second to 1 day"),
            ("Inbox.CleaningBatchSize", inbox.CleaningBatchSize, inbox.CleaningBatchSize is >= 1 and <= 100_000, "1 to 100,000"),
        ];

        return checks.Where(check => !check.IsValid).Select(check => new ConfigurationFault("EDA0210",
            $"UseOutbox<{binding.ContextType.Name}>: '{check.Option}' is '{check.Value}'. Set it to {check.Range}."));
    }
}
