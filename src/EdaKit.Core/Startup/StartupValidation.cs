using EdaKit.Configuration;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Startup;

/// <summary>Runs every start-up rule just before the bus starts, and refuses to start it where one finds a fault.</summary>
internal sealed class StartupValidation(IServiceProvider services, BusAttachment attachment) : IBusObserver
{
    public void PostCreate(IBus bus)
    {
    }

    public void CreateFaulted(Exception exception)
    {
    }

    public Task PreStart(IBus bus)
    {
        var context = new StartupContext(services, bus);

        var faults = services.GetServices<IStartupRule>().Concat(attachment.Rules)
            .SelectMany(rule => rule.Check(context))
            .Distinct()
            .OrderBy(fault => fault.Code, StringComparer.Ordinal)
            .ToList();

        return faults.Count == 0 ? Task.CompletedTask : Task.FromException(new EdaKitConfigurationException(faults));
    }

    public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus) => Task.CompletedTask;

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;
}
