using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Samples.Hosting;

/// <summary>A service as a host sees it: what to register, what to put on the bus, which context has its data.</summary>
internal sealed record ServiceModule(
    string Name,
    Type Context,
    Action<IServiceCollection, Action<DbContextOptionsBuilder>> AddServices,
    Action<IBusRegistrationConfigurator, Action<OutboxOptions>> AddToBus,
    Action<IEndpointRouteBuilder>? MapApi = null);
