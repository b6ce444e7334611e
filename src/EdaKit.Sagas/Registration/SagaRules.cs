using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Sagas.Repository;
using EdaKit.Sagas.Timeline;
using EdaKit.Startup;
using MassTransit;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Registration;

/// <summary>Refuses to start with sagas that could not be kept.</summary>
internal sealed class SagaRules(IEnumerable<SagaBinding> bindings, SagaRegistry registry) : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        List<SagaBinding> all = [.. bindings];

        if (all.Count > 1)
            return [new("EDA0501", $"UseSagas is called for the contexts '{string.Join("', '", all.Select(binding => binding.ContextType.Name))}', "
                + "and a saga does not say to which it belongs. Call it for one, and give the sagas of the others a repository of their own.")];

        return context.Services.InScope(scope => all
            .SelectMany(binding => CheckContext(binding, scope).Concat(CheckOptions(binding)).Concat(CheckOptimism(binding, scope, context)))
            .Concat(all.Count > 0 ? CheckLocks(scope) : []).ToList());
    }

    private IEnumerable<ConfigurationFault> CheckContext(SagaBinding binding, IServiceProvider scope)
    {
        var name = binding.ContextType.Name;

        if (scope.GetService<IServiceProviderIsService>()?.IsService(binding.ContextType) == false)
        {
            yield return new("EDA0502", $"UseSagas<{name}> names a context that is not registered. Call services.AddDbContext<{name}>(…).");
            yield break;
        }

        var db = binding.ContextOf(scope);

        if (!ReferenceEquals(db, binding.ContextOf(scope)))
            yield return new("EDA0503", $"'{name}' is registered as transient, so inbox and saga would work on different contexts and would not commit together. "
                + $"Register it as scoped, the default of AddDbContext<{name}>.");

        if (!db.HasUnitOfWork())
            yield return new("EDA0504", $"'{name}' is registered in a way that bypasses its configured options. "
                + $"Register it with AddDbContext<{name}>, AddDbContextPool<{name}> or AddDbContextFactory<{name}>.");

        if (StoreDialect.Of(db) is null)
            yield return new("EDA0505", $"'{name}' uses the provider '{db.Database.ProviderName}', for which EdaKit has no SQL. "
                + $"Use {string.Join(" or ", StoreDialect.All.Select(dialect => dialect.Name))}, or give the sagas a repository of MassTransit.");

        if (db.Model.FindEntityType(typeof(TimelineEntry)) is null)
            yield return new("EDA0506", $"The model of '{name}' has no table for timelines. Call modelBuilder.AddSagas() in its OnModelCreating, and add a migration.");

        foreach (var state in KeptStates(scope))
        {
            if (db.Model.FindEntityType(state) is not { } entity)
                yield return new("EDA0507", $"The model of '{name}' has no table for the saga state '{state.Name}'. {HowToMap(state)}, and add a migration.");
            else if (entity.FindPrimaryKey()?.Properties is not [{ Name: nameof(ISaga.CorrelationId) }])
                yield return new("EDA0507", $"The key of the saga state '{state.Name}' in '{name}' is not 'CorrelationId'. {HowToMap(state)}.");
        }
    }

    private static IEnumerable<ConfigurationFault> CheckOptions(SagaBinding binding)
    {
        var options = binding.Options;

        (string Option, object Value, bool IsValid, string Range)[] checks =
        [
            ("Retention", options.Retention, options.Retention >= TimeSpan.FromMinutes(1) && options.Retention <= TimeSpan.FromDays(3653), "1 minute to 10 years"),
            ("OverdueAfter", options.OverdueAfter, options.OverdueAfter >= TimeSpan.FromSeconds(1) && options.OverdueAfter <= TimeSpan.FromDays(1), "1 second to 1 day"),
            ("CleaningInterval", options.CleaningInterval,
                options.CleaningInterval >= TimeSpan.FromSeconds(1) && options.CleaningInterval <= TimeSpan.FromDays(1), "1 second to 1 day"),
            ("CleaningBatchSize", options.CleaningBatchSize, options.CleaningBatchSize is >= 1 and <= 10_000, "1 to 10,000"),
            ("Concurrency", options.Concurrency, Enum.IsDefined(options.Concurrency), "Pessimistic or Optimistic"),
        ];

        return checks.Where(check => !check.IsValid).Select(check => new ConfigurationFault("EDA0508",
            $"UseSagas<{binding.ContextType.Name}>: '{check.Option}' is '{check.Value}'. Set it to {check.Range}."));
    }

    /// <summary>
    /// Of two messages that are handled at once, optimism lets one fail: without a token nobody would notice, and the first one's effect would be lost; without a
    /// retry the second would end in the error queue.
    /// </summary>
    private IEnumerable<ConfigurationFault> CheckOptimism(SagaBinding binding, IServiceProvider scope, StartupContext context)
    {
        if (binding.Options.Concurrency != SagaConcurrency.Optimistic || scope.GetService<IServiceProviderIsService>()?.IsService(binding.ContextType) == false)
            yield break;

        var model = binding.ContextOf(scope).Model;

        foreach (var saga in registry.All.Where(saga => IsKept(scope, saga.StateType)))
        {
            var pipelines = context.Pipelines.Where(pipeline => pipeline.Endpoint == saga.Endpoint && pipeline.Filters.Contains("saga")).ToList();

            if (pipelines.Exists(pipeline => !pipeline.Retries.Any(retry => retry.Limit > 0)))
                yield return new("EDA0509", $"The endpoint '{saga.Endpoint}' has the saga state '{saga.StateType.Name}' with optimistic concurrency and "
                    + "no retry, so that a message that meets another one would end in the error queue. "
                    + "Call UseMessageRetry(…) on the endpoint, or set Concurrency to Pessimistic.");

            if (model.FindEntityType(saga.StateType) is { } entity && !entity.GetProperties().Any(property => property.IsConcurrencyToken))
                yield return new("EDA0510", $"The saga state '{saga.StateType.Name}' has optimistic concurrency and no concurrency token, so that "
                    + "of two messages that are handled at once one would undo the other's effect unseen. Implement ISagaVersion and call "
                    + $"modelBuilder.Entity<{saga.StateType.Name}>().Property(saga => saga.Version).IsConcurrencyToken(), or set Concurrency to Pessimistic.");
        }
    }

    /// <summary>A lock has to commit with its instance.</summary>
    private IEnumerable<ConfigurationFault> CheckLocks(IServiceProvider scope) => registry.All
        .Where(saga => saga.Flows?.Any(flow => flow.IsLocking) == true && !IsKept(scope, saga.StateType))
        .Select(saga => new ConfigurationFault("EDA0511", $"The saga '{saga.Name}' takes locks, and its repository has no place to keep them. "
            + $"Take the repository away from the registration of '{saga.StateType.Name}', so that UseSagas keeps it, or take away flow.Lock(…)."));

    private IEnumerable<Type> KeptStates(IServiceProvider scope) => registry.All.Select(saga => saga.StateType).Distinct().Where(state => IsKept(scope, state));

    /// <summary>Whether a saga is on this repository, and not on one that its registration names.</summary>
    private static bool IsKept(IServiceProvider scope, Type state) =>
        scope.GetService(typeof(ISagaRepositoryContextFactory<>).MakeGenericType(state))?.GetType() is { IsGenericType: true } factory
        && factory.GetGenericTypeDefinition() == typeof(SagaContextFactory<,>);

    private static string HowToMap(Type state) => typeof(Steps.StepSagaState).IsAssignableFrom(state)
        ? $"Call modelBuilder.AddSaga<{state.Name}>(…) in its OnModelCreating"
        : $"Map it in its OnModelCreating with modelBuilder.Entity<{state.Name}>().HasKey(saga => saga.CorrelationId)";
}
