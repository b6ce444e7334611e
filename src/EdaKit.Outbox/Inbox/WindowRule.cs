using System.Globalization;
using EdaKit.Outbox.Registration;
using EdaKit.Startup;

namespace EdaKit.Outbox.Inbox;

/// <summary>
/// A message that fails comes back for as long as its endpoint retries and redelivers it, and the inbox must know until then which of the
/// consumers have handled it.
/// </summary>
internal sealed class WindowRule(InboxRegistry registry) : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context) => context.Pipelines.Select(Check).OfType<ConfigurationFault>();

    private ConfigurationFault? Check(ReceivePipeline pipeline)
    {
        var inbox = pipeline.Filters.ToList().IndexOf(InboxProbe.FilterName);
        if (inbox < 0 || registry.ShortestWindowOf(pipeline.Endpoint) is not { } binding)
            return null;

        // Only what stands before the inbox: where several consumers take a message, the probe lists the endpoint's own filters for each.
        var retries = pipeline.Retries.Where(retry => retry.Position < inbox).ToList();
        var redeliveries = retries.Where(retry => retry.IsRedelivery).ToList();

        // Several redeliveries count the same header, so they run side by side; a retry inside another one begins anew with each attempt of it.
        var (apart, times) = redeliveries.Count == 0 ? (TimeSpan.Zero, 0) : (redeliveries.Max(retry => retry.Total), redeliveries.Max(retry => retry.Limit));
        var ofOneDelivery = retries.Where(retry => !retry.IsRedelivery).Reverse()
            .Aggregate(0.0, (inner, retry) => retry.Total.TotalSeconds + (retry.Limit + 1.0) * inner);

        var horizon = apart.TotalSeconds + (times + 1.0) * ofOneDelivery;
        var window = binding.Options.Inbox.Window;

        return horizon < window.TotalSeconds ? null : new("EDA0222",
            $"On endpoint '{pipeline.Endpoint}' a message can come back to '{pipeline.Handler}' for {Text(horizon)} (redelivery: {times} times within {Text(apart.TotalSeconds)}; "
            + $"retries of each delivery: {Text(ofOneDelivery)}), but '{binding.ContextType.Name}' remembers handled messages for '{Text(window.TotalSeconds)}' only, and a "
            + "duplicate that comes later would have its effect again. Set o.Inbox.Window to more than that, or shorten UseScheduledRedelivery and UseMessageRetry.");
    }

    private static string Text(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds
        ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
        : "ever";
}
