using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.Inbox;
using EdaKit.Startup;

namespace EdaKit.Outbox.Registration;

/// <summary>What must hold of the pipelines that have an inbox.</summary>
internal sealed class InboxRules(InboxRegistry registry, OutboxBindings bindings) : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        foreach (var (endpoint, consumer) in registry.Unclaimed)
            yield return new("EDA0204", $"'{consumer}' on endpoint '{endpoint}' belongs to none of the outbox contexts "
                + $"'{string.Join("', '", bindings.All.Select(binding => binding.ContextType.Name))}', so its work would have no transaction. "
                + "Call o.ForConsumersFrom(assembly) on the context whose transaction it belongs to; make a class of a handler that AddHandler registers.");

        foreach (var (key, consumers) in registry.Keys.Where(entry => entry.Consumers.Count > 1))
            yield return new("EDA0207", $"'{string.Join("' and '", consumers)}' share the inbox name '{key}', so one of them would take the other's messages "
                + "for duplicates. Give one of them [ConsumerName(…)], or an endpoint of its own.");

        foreach (var (key, _) in registry.Keys.Where(entry => entry.Key.Length > InboxEntry.LongestConsumer))
            yield return new("EDA0209", $"The inbox name '{key}' is longer than {InboxEntry.LongestConsumer} characters. Shorten the endpoint's name or use [ConsumerName(…)].");

        foreach (var fault in context.Services.InScope(scope => CheckAnswers(scope).ToList()))
            yield return fault;

        foreach (var fault in context.Pipelines.SelectMany(CheckPipeline))
            yield return fault;
    }

    private IEnumerable<ConfigurationFault> CheckAnswers(IServiceProvider scope)
    {
        foreach (var (consumer, binding, isBatch) in registry.Answering)
        {
            if (isBatch)
                yield return new("EDA0226", $"'{consumer}' consumes batches and has [AnswersAgain], but of what it sends nobody can say which message it answers. "
                    + "Take the attribute away, or consume the messages one by one.");
            else if (binding.ContextOf(scope).Model.FindEntityType(typeof(StoredAnswer)) is null)
                yield return new("EDA0225", $"'{consumer}' has [AnswersAgain], and the model of '{binding.ContextType.Name}' has no table for answers. "
                    + "Call modelBuilder.AddAnswers() in its OnModelCreating, and add a migration; with UseOutbox(dataSource), call outbox.UseAnswers() and run 0004-answers.sql.");
        }
    }

    private static IEnumerable<ConfigurationFault> CheckPipeline(ReceivePipeline pipeline)
    {
        var filters = pipeline.Filters.ToList();
        var inbox = filters.IndexOf(InboxProbe.FilterName);

        if (inbox < 0)
            yield break;

        if (filters.Exists(filter => filter.Contains("outbox", StringComparison.OrdinalIgnoreCase)))
            yield return new("EDA0205", $"Endpoint '{pipeline.Endpoint}' has one of MassTransit's own outboxes beside EdaKit's inbox before '{pipeline.Handler}'. "
                + "Remove UseInMemoryOutbox, UseInMemoryInboxOutbox or UseEntityFrameworkOutbox from it.");

        if (HasRetryInside(filters, inbox))
            yield return new("EDA0206", $"On endpoint '{pipeline.Endpoint}' a retry stands between the inbox and '{pipeline.Handler}', so the effects of failed attempts would "
                + "be committed with those of the last one. Move it from the consumer to the endpoint: endpoint.UseMessageRetry(…), or to the bus.");
    }

    /// <summary>
    /// Whether a retry stands inside an inbox. Where several consumers of an endpoint take the same message, the probe lists their pipes one
    /// behind the other: after an inbox come its own consumer's filters, and then the endpoint's once more for the next consumer.
    /// </summary>
    private static bool HasRetryInside(List<string> filters, int firstInbox)
    {
        var ofTheEndpoint = filters.Take(firstInbox).Count(IsRetry);

        for (var inbox = firstInbox; inbox >= 0;)
        {
            var next = filters.IndexOf(InboxProbe.FilterName, inbox + 1);
            var behind = filters.Skip(inbox + 1).Take(next < 0 ? filters.Count : next - inbox - 1).Count(IsRetry);

            if (behind > (next < 0 ? 0 : ofTheEndpoint))
                return true;

            inbox = next;
        }

        return false;
    }

    private static bool IsRetry(string filter) =>
        filter.Contains("retry", StringComparison.OrdinalIgnoreCase) || filter.Contains("redeliver", StringComparison.OrdinalIgnoreCase);
}
