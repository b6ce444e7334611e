using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Tests.Operations;

/// <summary>A program for the people who run a system: it has the context, and neither bus nor relay.</summary>
public sealed class When_a_program_only_operates
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql), InlineData(StoreKind.PostgreSqlWithRetries)]
    public async Task Should_look_put_back_and_give_up_without_a_bus(StoreKind kind)
    {
        using var place = await Place.CreateAsync(kind, TransportKind.InMemory);
        await using var program = Services(place).AddOutboxOperations<ShopDb>().AddOutboxOperations<ShopDb>().BuildServiceProvider();
        OutboxRecord[] parked = [Parked(), Parked()];
        await AddAsync(program, parked);
        var operations = program.GetRequiredService<IOutboxOperations<ShopDb>>();

        Assert.Equal(2, (await operations.CountAsync()).Parked);
        Assert.Equal(1, (await operations.RetryAsync([parked[0].Id], "anna", "mended")).Affected);
        Assert.Equal(RecordState.Due, (await operations.FindAsync(parked[0].Id))!.Summary.State);
        Assert.Equal(1, await operations.PurgeAsync(new(), "anna", "test data"));
        Assert.Equal([parked[0].Id], (await operations.ListWaitingAsync()).Records.Select(record => record.Id));

        Assert.Equal([1401, 1402], program.GetRequiredService<TestLog>().Entries.Where(entry => entry.Id.Id is 1401 or 1402).Select(entry => entry.Id.Id));
        Assert.Empty(program.GetServices<IHostedService>());
        Assert.Null(program.GetService<IBus>());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_be_one_registration_with_that_of_UseOutbox(bool before)
    {
        using var place = await Place.CreateAsync();
        var services = Services(place);

        if (before)
            services.AddOutboxOperations<ShopDb>();

        services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda => eda.UseOutbox<ShopDb>());
            x.UsingInMemory((context, bus) => bus.UseEdaKit(context));
        });

        if (!before)
            services.AddOutboxOperations<ShopDb>();

        await using var provider = services.BuildServiceProvider();
        Assert.Single(provider.GetServices<IOutboxOperations<ShopDb>>());
    }

    private static ServiceCollection Services(Place place)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TestLog>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<TestLog>());
        services.AddDbContext<ShopDb>(options => place.Store.Use(options));
        return services;
    }

    private static OutboxRecord Parked() => new()
    {
        Id = Guid.NewGuid(), MessageId = Guid.NewGuid(), Destination = "./orders", MessageTypes = "urn:message:tests.order-placed:v1",
        ContentType = "application/json", Properties = "{}", CapturedAt = 1, AvailableAt = null, ParkedAt = 1, Attempts = 10, LastError = "no such exchange",
    };

    private static async Task AddAsync(ServiceProvider program, OutboxRecord[] records)
    {
        await using var scope = program.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopDb>();
        await db.Database.EnsureCreatedAsync();
        db.AddRange(records.AsEnumerable());
        await db.SaveChangesAsync();
    }
}
