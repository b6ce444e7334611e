using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdaKit.Sagas.Health;

/// <summary>Judges the stored instances by their states, in one statement for each saga.</summary>
internal sealed class SagaHealthCheck<TDb>(IServiceScopeFactory scopes, SagaRegistry registry, TimeSpan timeout, TimeProvider time) : IHealthCheck
    where TDb : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(timeout, time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();

        try
        {
            // Some drivers take a while to notice a cancellation, so the wait itself is bounded as well.
            return Judge(await StoredStates.CountAsync(scope.ServiceProvider.GetRequiredService<TDb>(), registry.All, bound.Token).WaitAsync(bound.Token));
        }
        catch (Exception error) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The database of '{typeof(TDb).Name}' did not answer within '{timeout}'.", error);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The sagas of '{typeof(TDb).Name}' cannot be read: the database is away, or a table or a right is missing.", error);
        }
    }

    private static HealthCheckResult Judge(IReadOnlyList<StateCount> counts)
    {
        var unknown = counts.Where(count => !count.IsKnown).ToList();
        var parked = counts.Where(count => count is { Version: not null, State: FlowStates.Parked }).ToList();
        var data = counts.GroupBy(count => $"{count.Saga}{(count.Version is { } version ? $" v{version}" : "")} {count.State}")
            .ToDictionary(same => same.Key, object (same) => same.Sum(count => count.Instances));

        if (unknown.Count > 0)
            return HealthCheckResult.Unhealthy($"Stored instances are in states that their saga does not know: {string.Join(", ", unknown)}. They do not go on here. "
                + "Keep the version of their flow with EarlierFlow, or their states, until none is left.", data: data);

        return parked.Count > 0
            ? HealthCheckResult.Degraded($"Instances are parked and wait for a person: {string.Join(", ", parked)}.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
