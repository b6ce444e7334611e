using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Workloads;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Benchmarks.Subjects;

/// <summary>What is measured: an application that publishes or consumes in its own way.</summary>
internal sealed record Subject(string Name, bool UsesEdaKit)
{
    /// <summary>Saves, then publishes: two steps that are not atomic. What an outbox costs is measured against it.</summary>
    public static Subject PlainMassTransit { get; } = new("plain MassTransit (not atomic)", UsesEdaKit: false);

    public static Subject EdaKit { get; } = new("EdaKit", UsesEdaKit: true);

    public static IReadOnlyList<Subject> All { get; } = [PlainMassTransit, EdaKit];

    public async Task<IHost> StartAsync(Place place, Action<IBusRegistrationConfigurator> consumers, Action<IBusFactoryConfigurator> farEnd)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton(new SubjectTraits(HasInbox: UsesEdaKit));
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddDbContextPool<BenchmarkDb>(place.Use);
        builder.Services.AddMassTransit(x =>
        {
            consumers(x);

            if (UsesEdaKit)
            {
                x.AddEdaKit(eda =>
                {
                    eda.Contracts.FromAssemblyContaining<OrderPlaced>();
                    eda.UseOutbox<BenchmarkDb>();
                });
            }

            place.Use(x, (context, bus) =>
            {
                if (UsesEdaKit)
                    bus.UseEdaKit(context);

                farEnd(bus);
            });
        });

        var host = builder.Build();

        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<BenchmarkDb>().Database.EnsureCreatedAsync();

        await host.StartAsync();
        return host;
    }
}
