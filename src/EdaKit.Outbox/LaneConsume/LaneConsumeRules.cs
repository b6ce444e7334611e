using EdaKit.Startup;

namespace EdaKit.Outbox.LaneConsume;

/// <summary>What an endpoint that consumes in lanes must not do.</summary>
internal sealed class LaneConsumeRules : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context) =>
        context.Pipelines
            .Where(pipeline => pipeline.Filters.Contains(LaneConsumeFilter.FilterName) && pipeline.Retries.Any(retry => retry.IsRedelivery))
            .Select(pipeline => pipeline.Endpoint)
            .Distinct()
            .Select(endpoint => new ConfigurationFault("EDA0224",
                $"Endpoint '{endpoint}' consumes in lanes, and redelivers: a message that failed would come back behind those that follow it in its lane. "
                + "Call UseMessageRetry in place of UseScheduledRedelivery, so that the lane waits, or take ConsumeInLanes away."));
}
