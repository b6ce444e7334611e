using EdaKit.Startup;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using MassTransit.Transports;

namespace EdaKit.Configuration;

/// <summary>EdaKit sits on one bus, and on all of its endpoints.</summary>
internal sealed class BusRules(BusAttachment attachment) : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        var buses = context.Services.GetServices<IBusInstance>().Select(bus => bus.InstanceType.Name).ToList();
        if (buses.Count > 1)
            yield return new("EDA0003", $"This container has {buses.Count} buses: '{string.Join("', '", buses)}'. EdaKit works with one bus "
                + "per process. Make the others processes of their own, or endpoints of this bus.");

        if (!attachment.IsAttached)
        {
            yield return new("EDA0001", "AddEdaKit was called, but the bus does not use it. "
                + "Call bus.UseEdaKit(context) in the Using… callback, before bus.ConfigureEndpoints(context).");
            yield break;
        }

        // The bus's own endpoint, where responses arrive, needs neither outbox nor inbox.
        var responses = BusAttachment.NameOf(context.Bus.Address);

        foreach (var early in context.Pipelines.Select(pipe => pipe.Endpoint).Distinct().Where(name => name != responses && !attachment.Saw(name)))
            yield return new("EDA0002", $"Endpoint '{early}' was configured before UseEdaKit, so no outbox or inbox protects it. "
                + "Call bus.UseEdaKit(context) before bus.ConfigureEndpoints(context) and before the first bus.ReceiveEndpoint(…).");
    }
}
