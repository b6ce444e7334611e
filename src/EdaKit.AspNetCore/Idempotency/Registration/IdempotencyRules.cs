using EdaKit.AspNetCore.Idempotency.Endpoints;
using EdaKit.AspNetCore.Idempotency.Requests;
using EdaKit.AspNetCore.Idempotency.Responses;
using EdaKit.AspNetCore.Idempotency.Storage;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.AspNetCore.Idempotency.Registration;

/// <summary>What must hold of the contexts that keep idempotency keys and of the endpoints that want them. It builds models and opens no connection.</summary>
internal sealed class IdempotencyRules(IdempotencyBindings bindings)
{
    private const int LargestBody = 64 * 1024 * 1024;

    public IReadOnlyList<ConfigurationFault> Check(IServiceProvider services) => services.InScope(scope =>
        bindings.All.SelectMany(binding => CheckContext(binding, scope).Concat(CheckOptions(binding))).Concat(CheckEndpoints(services)).ToList());

    public static ConfigurationFault NotRegistered(string? endpoint, Type contextType) => new("EDA0307",
        $"The endpoint '{endpoint}' keeps idempotency keys in '{contextType.Name}', which is not set up for it. "
        + $"Call services.AddIdempotency<{contextType.Name}>().");

    private IEnumerable<ConfigurationFault> CheckEndpoints(IServiceProvider services) =>
        from endpoint in services.GetService<EndpointDataSource>()?.Endpoints ?? []
        let metadata = endpoint.Metadata.GetMetadata<IdempotencyMetadata>()
        where metadata is not null && bindings.All.All(binding => binding.ContextType != metadata.ContextType)
        select NotRegistered(endpoint.DisplayName, metadata.ContextType);

    private static IEnumerable<ConfigurationFault> CheckContext(IdempotencyBinding binding, IServiceProvider scope)
    {
        var name = binding.ContextType.Name;

        if (scope.GetService<IServiceProviderIsService>()?.IsService(binding.ContextType) == false)
        {
            yield return new("EDA0301", $"AddIdempotency<{name}> names a context that is not registered. Call services.AddDbContext<{name}>(…).");
            yield break;
        }

        var db = binding.ContextOf(scope);

        if (db.Model.FindEntityType(typeof(IdempotencyEntry)) is null)
            yield return new("EDA0302", $"The model of '{name}' has no idempotency keys. "
                + "Call modelBuilder.AddIdempotency() in its OnModelCreating, and add a migration.");

        if (StoreDialect.Of(db) is null)
            yield return new("EDA0303", $"'{name}' uses the provider '{db.Database.ProviderName}', for which EdaKit has no SQL. "
                + $"Use {string.Join(" or ", StoreDialect.All.Select(dialect => dialect.Name))}.");

        if (!ReferenceEquals(db, binding.ContextOf(scope)))
            yield return new("EDA0304", $"'{name}' is registered as transient, so the endpoint would work on another context "
                + $"than the one with its key's transaction. Register it as scoped, the default of AddDbContext<{name}>.");

        if (!db.HasUnitOfWork())
            yield return new("EDA0305", $"'{name}' is registered in a way that bypasses its configured options, "
                + $"so its transactions would not queue for a SQLite file. "
                + $"Register it with AddDbContext<{name}>, AddDbContextPool<{name}> or AddDbContextFactory<{name}>.");
    }

    private static IEnumerable<ConfigurationFault> CheckOptions(IdempotencyBinding binding)
    {
        var options = binding.Options;
        string[] unsafeMethods = [.. options.Methods.Where(IsWithoutEffect)];
        string[] forbiddenHeaders = [.. options.ReplayedHeaders.Where(name => !ReplayableHeaders.MayInclude(name))];

        (string Option, object Value, bool IsValid, string Remedy)[] checks =
        [
            ("Window", options.Window, IsBetween(options.Window, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3653)), "Set it to 1 minute to 10 years"),
            ("MaxKeyLength", options.MaxKeyLength, options.MaxKeyLength is >= 1 and <= IdempotencyKey.Longest, "Set it to 1 to 255"),
            ("MaxRequestBodySize", options.MaxRequestBodySize, options.MaxRequestBodySize is >= 0 and <= LargestBody, "Set it to 0 to 67,108,864"),
            ("MaxResponseBodySize", options.MaxResponseBodySize, options.MaxResponseBodySize is >= 0 and <= LargestBody, "Set it to 0 to 67,108,864"),
            ("CleaningInterval", options.CleaningInterval, IsBetween(options.CleaningInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
                "Set it to 1 second to 1 day"),
            ("CleaningBatchSize", options.CleaningBatchSize, options.CleaningBatchSize is >= 1 and <= 100_000, "Set it to 1 to 100,000"),
            ("Methods", string.Join(", ", options.Methods), options.Methods.Count > 0, "Leave at least one in it"),
            ("Methods", string.Join(", ", unsafeMethods), unsafeMethods.Length == 0, "Leave out methods that change nothing"),
            ("ReplayedHeaders", string.Join(", ", forbiddenHeaders), forbiddenHeaders.Length == 0, "Leave out headers of one session or one connection"),
            ("Caller", "null", options.Caller is not null, "Set it, or leave its default"),
            ("IsFinal", "null", options.IsFinal is not null, "Set it, or leave its default"),
        ];

        return checks.Where(check => !check.IsValid).Select(check => new ConfigurationFault("EDA0306",
            $"AddIdempotency<{binding.ContextType.Name}>: '{check.Option}' has '{check.Value}'. {check.Remedy}."));
    }

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    private static bool IsWithoutEffect(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}
