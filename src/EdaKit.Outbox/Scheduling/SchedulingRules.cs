using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Registration;
using EdaKit.Startup;

namespace EdaKit.Outbox.Scheduling;

/// <summary>Whatever schedules must have a scheduler that works, and one only.</summary>
internal sealed class SchedulingRules(InboxRegistry registry, OutboxBindings bindings) : IStartupRule
{
    private const string DelayedScheduler = "delayedMessageScheduler";
    private const string DelayedRedelivery = "delayedMessageRedelivery";
    private const string ScheduledRedelivery = "scheduleRedeliveryContext";
    private const int Named = 3;

    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        var pipelines = context.Pipelines;
        var isRabbitMq = context.Bus.Address.Scheme.StartsWith("rabbitmq", StringComparison.OrdinalIgnoreCase);

        if (isRabbitMq && EndpointsWith(pipelines, DelayedScheduler) is { } delaying)
            yield return new("EDA0220", $"The bus schedules with RabbitMQ's delayed exchange ({delaying}), which needs a plug-in of the broker; without it, messages hang with no error. "
                + "Remove UseDelayedMessageScheduler and AddDelayedMessageScheduler: the outbox is the scheduler.");

        if (isRabbitMq && EndpointsWith(pipelines, DelayedRedelivery) is { } redelivering)
            yield return new("EDA0220", $"Messages are redelivered with RabbitMQ's delayed exchange ({redelivering}), which needs a plug-in of the broker; without it, they hang with no error. "
                + "Call UseScheduledRedelivery in place of UseDelayedRedelivery: the outbox is the scheduler.");

        foreach (var fault in CheckSchedules(pipelines))
            yield return fault;

        var others = pipelines.SelectMany(pipeline => pipeline.Schedulers).Where(filter => filter != SchedulerFilter.FilterName).Distinct()
            .Where(filter => !isRabbitMq || filter != DelayedScheduler).ToList();

        if (bindings.IsScheduler && others.Count > 0)
            yield return new("EDA0223", $"The bus has another scheduler beside the outbox ('{string.Join("', '", others)}'), and which of them gets a message would depend on the order "
                + "of the calls. Remove Use…MessageScheduler and Add…MessageScheduler, or leave scheduling to them: set o.Scheduling.Enabled = false in UseOutbox.");
    }

    private IEnumerable<ConfigurationFault> CheckSchedules(IReadOnlyList<ReceivePipeline> pipelines)
    {
        const string Remedy = "Leave o.Scheduling.Enabled at true in UseOutbox, so that the outbox schedules, or put the scheduler you mean on the bus (Use…MessageScheduler).";

        var unscheduled = pipelines.Where(pipeline => !pipeline.Schedulers.Any()).ToList();

        foreach (var (endpoint, machine) in registry.Scheduling.Where(saga => unscheduled.Exists(pipeline => pipeline.Endpoint == saga.Endpoint)))
            yield return new("EDA0221", $"The saga '{machine}' on endpoint '{endpoint}' has a Schedule, but nothing schedules: its messages would fault. {Remedy}");

        if (EndpointsWith(unscheduled, ScheduledRedelivery) is { } endpoints)
            yield return new("EDA0221", $"UseScheduledRedelivery is called ({endpoints}), but nothing schedules: messages would not be redelivered. {Remedy}");
    }

    private static string? EndpointsWith(IEnumerable<ReceivePipeline> pipelines, string filter)
    {
        var endpoints = pipelines.Where(pipeline => pipeline.Filters.Contains(filter)).Select(pipeline => pipeline.Endpoint).Distinct().ToList();
        var more = endpoints.Count > Named ? $" and {endpoints.Count - Named} more" : "";

        return endpoints.Count == 0 ? null : $"on '{string.Join("', '", endpoints.Take(Named))}'{more}";
    }
}
