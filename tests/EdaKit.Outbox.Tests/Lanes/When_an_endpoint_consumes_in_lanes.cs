using EdaKit.Outbox.Tests.Support;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Lanes;

/// <summary>How many of an account's events have had their effect when the next one comes: in order, it is that one's number.</summary>
public sealed record Effect(string Account, int Number, int Before)
{
    public bool IsInOrder => Number == Before;
}

public sealed class When_an_endpoint_consumes_in_lanes
{
    private const int Accounts = 8;
    private const int Each = 40;
    private const int TakeOvers = 6;
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Should_commit_the_effects_of_a_lane_in_its_order()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await StartAsync(place);

        await PublishAsync(app);

        var effects = await app.Received.WaitForAsync<Effect>(Accounts * Each);
        Assert.All(effects, effect => Assert.True(effect.IsInOrder, $"{effect}"));
        await Eventually.IsAsync(Accounts * Each, app.CountOrdersAsync);
    }

    [Fact]
    public async Task Should_handle_different_lanes_side_by_side()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        var gate = new Gate("waits");
        await using var app = await StartAsync(place, services => services.AddSingleton(gate));

        await app.PublishAsync("waits", 0, 3);
        await app.PublishAsync("goes", 0, 3);

        await app.Received.WaitForAsync<Effect>(effects => effects.Count(effect => effect.Account == "goes") == 3);
        Assert.DoesNotContain(app.Received.Of<Effect>(), effect => effect.Account == "waits");
        gate.Open();
        Assert.All(await app.Received.WaitForAsync<Effect>(6), effect => Assert.True(effect.IsInOrder, $"{effect}"));
    }

    [Fact]
    public async Task Should_let_the_lane_wait_while_a_message_is_retried_and_go_on_without_one_that_is_given_up()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        var failures = new Failures { [("a", 3)] = (2, () => new InvalidOperationException("for a moment")), [("a", 6)] = (100, () => new InvalidOperationException("for ever")) };
        await using var app = await StartAsync(place, services => services.AddSingleton(failures),
            endpoint => endpoint.UseMessageRetry(retry => retry.Interval(3, TimeSpan.FromMilliseconds(100))));
        await using var errors = await QueueTap.OpenAsync(place.Transport.VirtualHost!, "move-account_error");

        await app.PublishAsync("a", 0, 10);

        var effects = await app.Received.WaitForAsync<Effect>(9);
        Assert.Equal([0, 1, 2, 3, 4, 5, 7, 8, 9], effects.Select(effect => effect.Number));
        Assert.Equal(6, Assert.Single(await errors.WaitForAsync(1)).Body.GetProperty("number").GetInt32());
    }

    /// <summary>MassTransit gives it back to the broker, which would deliver it again behind those that are here.</summary>
    [Fact]
    public async Task Should_keep_a_message_that_cannot_be_set_aside_before_those_that_follow_it()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        var failures = new Failures { [("a", 2)] = (2, () => new InvalidOperationException("twice")) };
        await using var app = await StartAsync(place, services => services.AddSingleton(failures),
            endpoint => endpoint.ConfigureError(error => error.UseExecute(_ => throw new InvalidOperationException("the error queue is gone"))));

        await app.PublishAsync("a", 0, 6);

        Assert.Equal(Enumerable.Range(0, 6), (await app.Received.WaitForAsync<Effect>(6)).Select(effect => effect.Number));
        Assert.Contains("'Account:a'", app.Log.Entries.First(entry => entry.Id.Id == 1203).Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Of three processes one consumes. Whichever it is stops, in the middle of its work, and starts again behind the others: so often that each had
    /// it several times.
    /// </summary>
    [Fact]
    public async Task Should_keep_the_order_of_the_effects_while_processes_take_over_from_each_other()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var writer = await LaneApps.StartAsync(place);
        var processes = new Queue<TestApp>([await StartAsync(place), await StartAsync(place), await StartAsync(place)]);
        var received = processes.Select(process => process.Received).ToList();

        for (var stops = 0; stops < TakeOvers; stops++)
        {
            var writing = PublishAsync(writer, from: stops * Each);
            var active = processes.Dequeue();
            await active.Received.WaitForAsync<Effect>(Accounts);
            await active.DisposeAsync();
            processes.Enqueue(await StartAsync(place));
            received.Add(processes.Last().Received);
            await writing;
        }

        await Eventually.IsAsync(Accounts * TakeOvers * Each, writer.CountOrdersAsync);
        foreach (var process in processes)
            await process.DisposeAsync();

        var effects = received.SelectMany(one => one.Of<Effect>()).ToList();
        Assert.Equal(Accounts * TakeOvers * Each, effects.Count);
        Assert.All(effects, effect => Assert.True(effect.IsInOrder, $"{effect}"));
    }

    /// <summary>
    /// MassTransit calls off what it knows of when its channel is closed, and takes up more of what was delivered in the moment after. Were that to
    /// wait for a lane's turn, the endpoint might never come back, and its process never end.
    /// </summary>
    [Fact]
    public async Task Should_go_on_in_order_and_end_when_the_broker_closes_its_channel()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        var closings = new Closings(every: 120);
        var app = await StartAsync(place, services => services.AddSingleton(closings), endpoint =>
        {
            endpoint.ConcurrentMessageLimit = 4;
            endpoint.PrefetchCount = 64;
        });

        await PublishAsync(app);

        await Eventually.IsAsync(Accounts * Each, app.CountOrdersAsync);
        Assert.All(app.Received.Of<Effect>(), effect => Assert.True(effect.IsInOrder, $"{effect}"));
        Assert.InRange(closings.Count, 2, 100);
        await app.DisposeAsync().AsTask().WaitAsync(LongestStop);
    }

    private static Task PublishAsync(TestApp app, int from = 0) =>
        Task.WhenAll(Enumerable.Range(0, Accounts).Select(account => Task.Run(() => app.PublishAsync($"account {account}", from, Each))));

    private static Task<TestApp> StartAsync(Place place, Action<IServiceCollection>? services = null, Action<IReceiveEndpointConfigurator>? endpoint = null) =>
        TestApp.StartAsync(place, c =>
        {
            c.Outbox = outbox =>
            {
                outbox.Lanes.Enabled = true;
                outbox.Lanes.Lease = TimeSpan.FromSeconds(3);
                outbox.Relay.PollInterval = TimeSpan.FromMilliseconds(200);

                // MassTransit may end a connection with a channel, and nobody confirms then what was on its way.
                outbox.Relay.SendTimeout = TimeSpan.FromSeconds(3);
            };
            c.Services = s => services?.Invoke(s);
            c.Consumers = x => x.AddConsumer<MoveAccount>().Endpoint(e => e.Name = "move-account");
            c.ConfigureEndpoints = false;
            c.Bus = (context, bus) => bus.ReceiveEndpoint("move-account", e =>
            {
                e.ConsumeInLanes(context);
                endpoint?.Invoke(e);
                e.ConfigureConsumer<MoveAccount>(context);
            });
        });

    /// <summary>Holds up one account.</summary>
    public sealed class Gate(string account)
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _opened.TrySetResult();

        public Task PassAsync(string by) => by == account ? _opened.Task : Task.CompletedTask;
    }

    /// <summary>Which events fail, how often and how.</summary>
    public sealed class Failures : Dictionary<(string Account, int Number), (int Times, Func<Exception> Error)>
    {
        private readonly Lock _lock = new();

        public void ThrowFor(AccountMoved moved)
        {
            lock (_lock)
            {
                if (!TryGetValue((moved.Account, moved.Number), out var failure) || failure.Times == 0)
                    return;

                this[(moved.Account, moved.Number)] = (failure.Times - 1, failure.Error);
                throw failure.Error();
            }
        }
    }

    /// <summary>Has the broker close the channel at every so manieth message, as it does when one is not acknowledged for half an hour.</summary>
    public sealed class Closings(int every)
    {
        private const ulong NeverDelivered = 1_000_000_000;
        private int _messages;
        private int _count;

        public int Count => _count;

        public async Task PassAsync(ConsumeContext context)
        {
            if (Interlocked.Increment(ref _messages) % every != 0)
                return;

            Interlocked.Increment(ref _count);
            await context.ReceiveContext.GetPayload<ChannelContext>().Channel.BasicAckAsync(NeverDelivered, multiple: false, context.CancellationToken);
        }
    }

    /// <summary>Its effect is a row, and it looks how many of its account are there; a moment that differs from one to the next lets a wrong order show.</summary>
    public sealed class MoveAccount(ShopDb db, Received received, Gate? gate = null, Failures? failures = null, Closings? closings = null) : IConsumer<AccountMoved>
    {
        public async Task Consume(ConsumeContext<AccountMoved> context)
        {
            var (account, number) = context.Message;
            await (gate?.PassAsync(account) ?? Task.CompletedTask);
            failures?.ThrowFor(context.Message);
            await (closings?.PassAsync(context) ?? Task.CompletedTask);

            var before = await db.Orders.CountAsync(order => order.Number.StartsWith(account + "/"), context.CancellationToken);
            await Task.Delay(Random.Shared.Next(4), context.CancellationToken);
            db.Orders.Add(new Order { Number = $"{account}/{number}" });
            received.Add(new Effect(account, number, before));
        }
    }
}
