using EdaKit.Outbox.Registration;
using MassTransit;

namespace EdaKit.Outbox.Inbox;

/// <summary>How an inbox shows itself in MassTransit's probe, where the start-up rules look for it.</summary>
internal static class InboxProbe
{
    public const string FilterName = "edakit-inbox";

    public static void Describe(ProbeContext context, string consumer, OutboxBinding binding)
    {
        var scope = context.CreateFilterScope(FilterName);
        scope.Add("consumer", consumer);
        scope.Add("context", binding.ContextType.Name);
    }
}
