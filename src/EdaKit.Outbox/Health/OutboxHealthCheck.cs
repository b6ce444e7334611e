using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdaKit.Outbox.Health;

/// <summary>Judges one context's outbox by its counts, in one statement.</summary>
internal sealed class OutboxHealthCheck<TDb>(OperationsStore<TDb> store, OutboxHealthOptions options, TimeProvider time) : IHealthCheck
    where TDb : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);

        try
        {
            // Some drivers take a while to notice a cancellation, so the wait itself is bounded as well.
            return Judge(await store.GaugeAsync(bound.Token).WaitAsync(bound.Token));
        }
        catch (Exception error) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The database of '{typeof(TDb).Name}' did not answer within '{options.Timeout}'.", error);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The outbox table of '{typeof(TDb).Name}' cannot be read: the database is away, or a table or a right is missing.", error);
        }
    }

    private HealthCheckResult Judge(OutboxCounts counts)
    {
        var data = new Dictionary<string, object>
        {
            ["waiting"] = counts.Waiting,
            ["parked"] = counts.Parked,
            ["delayed"] = counts.Delayed,
            ["leased"] = counts.Leased,
            ["oldestAgeSeconds"] = counts.OldestAge.TotalSeconds,
        };

        var age = counts.OldestAge;
        var faults = new List<string>();
        if (age >= options.DegradedAge)
            faults.Add($"a record could have been sent '{age:c}' ago and was not");
        if (counts.Parked > 0)
            faults.Add($"'{counts.Parked}' record(s) are parked and wait for a person");

        var status = age >= options.UnhealthyAge ? HealthStatus.Unhealthy : faults.Count > 0 ? HealthStatus.Degraded : HealthStatus.Healthy;
        return new(status, faults.Count == 0 ? null : $"Outbox of '{typeof(TDb).Name}': {string.Join("; ", faults)}. See docs/runbook.md.", data: data);
    }
}
