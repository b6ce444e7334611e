using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Telemetry;
using EdaKit.Startup;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Health;

/// <summary>
/// Keeps a host from starting where stored instances would not go on in it, for those who ask for it. No start-up rule: rules read configuration only, and what this
/// finds depends on what the database holds.
/// </summary>
internal sealed class UnknownStatesGuard<TDb> : IHostedLifecycleService
    where TDb : DbContext
{
    private readonly SagaOptions _options;
    private readonly SagaRegistry _registry;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _logger;

    // The bus is asked for because its sagas are known once it is built.
    public UnknownStatesGuard(SagaOptions options, SagaRegistry registry, IBus bus, IServiceScopeFactory scopes, ILogger<UnknownStatesGuard<TDb>> logger)
    {
        ArgumentNullException.ThrowIfNull(bus);

        (_options, _registry, _scopes, _logger) = (options, registry, scopes, logger);
    }

    /// <summary>Looks before any service starts, so that nothing was sent, received or written.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!_options.RefuseUnknownStates)
            return;

        if (await FindAsync(cancellationToken) is { Count: > 0 } unknown)
            throw new EdaKitConfigurationException([new("EDA0512", $"'{typeof(TDb).Name}' holds instances in states that the sagas of this process do not know: "
                + $"{string.Join(", ", unknown)}. They would not go on here. Keep the version of their flow with EarlierFlow, or their states, until none is left "
                + "('edakit saga list' shows them), or set RefuseUnknownStates to false in UseSagas, to start without them.")]);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IReadOnlyList<StateCount>> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            var counts = await StoredStates.CountAsync(scope.ServiceProvider.GetRequiredService<TDb>(), _registry.All, cancellationToken);

            return [.. counts.Where(count => !count.IsKnown)];
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // An outage is no unknown state, a table may be made by a service that has not started, and a wrong registration is for the start-up rules to report.
            SagaLog.StatesNotRead(_logger, error, typeof(TDb).Name);
            return [];
        }
    }
}
