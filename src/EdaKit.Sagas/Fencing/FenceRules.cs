using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Fencing;

/// <summary>What must hold of the contexts that have a fence. It builds their models and opens no connection.</summary>
internal sealed class FenceRules(IEnumerable<FenceBinding> bindings) : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context) =>
        context.Services.InScope(scope => bindings.SelectMany(binding => CheckContext(binding, scope).Concat(CheckOptions(binding))).ToList());

    private static IEnumerable<ConfigurationFault> CheckContext(FenceBinding binding, IServiceProvider scope)
    {
        var name = binding.ContextType.Name;

        if (scope.GetService<IServiceProviderIsService>()?.IsService(binding.ContextType) == false)
        {
            yield return new("EDA0551", $"UseFence<{name}> names a context that is not registered. Call services.AddDbContext<{name}>(…).");
            yield break;
        }

        var db = binding.ContextOf(scope);

        if (db.Model.FindEntityType(typeof(FenceEntry)) is null || db.Model.FindEntityType(typeof(Lease)) is null)
            yield return new("EDA0552", $"The model of '{name}' has no fence. Call modelBuilder.AddFence() in its OnModelCreating, and add a migration.");

        if (StoreDialect.Of(db) is null)
            yield return new("EDA0553", $"'{name}' uses the provider '{db.Database.ProviderName}', for which EdaKit has no SQL. "
                + $"Use {string.Join(" or ", StoreDialect.All.Select(dialect => dialect.Name))}.");

        if (!ReferenceEquals(db, binding.ContextOf(scope)))
            yield return new("EDA0555", $"'{name}' is registered as transient, so the fence would work on another context than the consumer's, outside its transaction. "
                + $"Register it as scoped, the default of AddDbContext<{name}>.");

        if (!db.HasUnitOfWork())
            yield return new("EDA0556", $"'{name}' is registered in a way that bypasses its configured options, so its transactions would not queue for a SQLite file. "
                + $"Register it with AddDbContext<{name}>, AddDbContextPool<{name}> or AddDbContextFactory<{name}>.");
    }

    private static IEnumerable<ConfigurationFault> CheckOptions(FenceBinding binding)
    {
        var options = binding.Options;

        (string Option, object Value, bool IsValid, string Range)[] checks =
        [
            ("CommandWindow", options.CommandWindow, IsBetween(options.CommandWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3653)), "1 minute to 10 years"),
            ("UndoWindow", options.UndoWindow, IsBetween(options.UndoWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3653)), "1 minute to 10 years"),
            ("CleaningInterval", options.CleaningInterval, IsBetween(options.CleaningInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)), "1 second to 1 day"),
            ("CleaningBatchSize", options.CleaningBatchSize, options.CleaningBatchSize is >= 1 and <= 100_000, "1 to 100,000"),
        ];

        return checks.Where(check => !check.IsValid).Select(check => new ConfigurationFault("EDA0554",
            $"UseFence<{binding.ContextType.Name}>: '{check.Option}' is '{check.Value}'. Set it to {check.Range}."));
    }

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;
}
