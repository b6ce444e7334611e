using EdaKit.Startup;

namespace EdaKit.Sagas.Registration;

/// <summary>Refuses to start with a step saga for whose timer nothing schedules: each instance would fault with its first message.</summary>
internal sealed class TimerRule(SagaRegistry registry) : IStartupRule
{
    private const string Inbox = "edakit-inbox";

    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // Behind an inbox there is an outbox, which is a scheduler, or says itself that it is told not to be one (EDA0221).
        var unscheduled = context.Pipelines
            .Where(pipeline => pipeline.Filters.Contains("saga") && !pipeline.Filters.Contains(Inbox) && !pipeline.Schedulers.Any())
            .Select(pipeline => pipeline.Endpoint).ToHashSet();

        return registry.All.Where(saga => saga.Flows is not null && unscheduled.Contains(saga.Endpoint))
            .Select(saga => new ConfigurationFault("EDA0513", $"The saga '{saga.Name}' on endpoint '{saga.Endpoint}' has timeouts, and nothing schedules its timer, so that each instance "
                + "would fault with its first message. Call eda.UseOutbox<TDb>(), which is a scheduler, or put one on the bus with Use…MessageScheduler, such as bus.UseDelayedMessageScheduler()."));
    }
}
