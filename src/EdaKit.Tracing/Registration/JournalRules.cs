using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Journal;
using EdaKit.Startup;
using EdaKit.Tracing.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Registration;

/// <summary>What must hold of the contexts that keep a journal. It builds their models and opens no connection.</summary>
internal sealed class JournalRules(IEnumerable<JournalBinding> bindings) : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.Services.InScope(scope => bindings.SelectMany(binding => CheckContext(binding, scope).Concat(CheckOptions(binding))).ToList());
    }

    private static IEnumerable<ConfigurationFault> CheckContext(JournalBinding binding, IServiceProvider scope)
    {
        var name = binding.ContextType.Name;

        if (scope.GetService<IServiceProviderIsService>()?.IsService(binding.ContextType) == false)
        {
            yield return new("EDA0701", $"UseJournal<{name}> names a context that is not registered. Call services.AddDbContext<{name}>(…).");
            yield break;
        }

        var db = (DbContext)scope.GetRequiredService(binding.ContextType);

        if (!db.HasUnitOfWork() || !ReferenceEquals(db, scope.GetRequiredService(binding.ContextType)))
            yield return new("EDA0702", $"'{name}' is registered in a way that bypasses its configured options, or as transient, so that nothing would be stored with its saves. "
                + $"Register it with AddDbContext<{name}>, AddDbContextPool<{name}> or AddDbContextFactory<{name}>, and leave it scoped.");

        if (StoreDialect.Of(db) is null || db.Model.FindEntityType(typeof(JournalEntry)) is null)
            yield return new("EDA0703", $"The model of '{name}' has no journal, or a provider for which EdaKit has no SQL ('{db.Database.ProviderName}'). "
                + $"Call modelBuilder.AddJournal() in its OnModelCreating, add a migration, and use {string.Join(" or ", StoreDialect.All.Select(dialect => dialect.Name))}.");
    }

    private static IEnumerable<ConfigurationFault> CheckOptions(JournalBinding binding)
    {
        var options = binding.Options;

        (string Option, object Value, bool IsValid, string Range)[] checks =
        [
            ("Service", options.Service, options.Service is { Length: >= 1 and <= JournalModel.LongestName }, "a name of 1 to 200 characters"),
            ("KeepFor", options.KeepFor, options.KeepFor >= TimeSpan.FromMinutes(1) && options.KeepFor <= TimeSpan.FromDays(3653), "1 minute to 10 years"),
            ("CleaningInterval", options.CleaningInterval,
                options.CleaningInterval >= TimeSpan.FromSeconds(1) && options.CleaningInterval <= TimeSpan.FromDays(1), "1 second to 1 day"),
            ("CleaningBatchSize", options.CleaningBatchSize, options.CleaningBatchSize is >= 1 and <= 100_000, "1 to 100,000"),
            ("QueueLimit", options.QueueLimit, options.QueueLimit is >= 1 and <= 1_000_000, "1 to 1,000,000"),
        ];

        return checks.Where(check => !check.IsValid).Select(check => new ConfigurationFault("EDA0704",
            $"UseJournal<{binding.ContextType.Name}>: '{check.Option}' is '{check.Value}'. Set it to {check.Range}."));
    }
}
