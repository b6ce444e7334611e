using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Relay;

/// <summary>A backlog of messages of any size has to fit into memory, part by part.</summary>
public sealed class When_bodies_are_large
{
    private const int Kibibyte = 1024;

    [Theory]
    [InlineData(StoreKind.PostgreSql, false, true), InlineData(StoreKind.PostgreSql, true, true), InlineData(StoreKind.PostgreSql, false, false)]
    [InlineData(StoreKind.Sqlite, false, true), InlineData(StoreKind.Sqlite, true, true), InlineData(StoreKind.Sqlite, false, false)]
    public async Task Should_have_no_more_of_them_on_their_way_than_there_is_room_for(StoreKind kind, bool hasLanes, bool isBacklog)
    {
        const int Messages = 20, AtOnce = 4;
        var gate = new SendGate();
        using var place = await Place.CreateAsync(kind, TransportKind.InMemory);

        // Room for three and a half: the fourth may exceed it.
        await using var relaying = isBacklog ? null : await StartAsync(place, gate, 35 * Kibibyte);
        await using (var writing = isBacklog ? await StartAsync(place) : null)
            await SendAsync(writing ?? relaying!, Messages, 10 * Kibibyte, hasLanes);

        await using var late = isBacklog ? await StartAsync(place, gate, 35 * Kibibyte) : null;
        for (var left = Messages; left > 0; left--)
        {
            var expected = Math.Min(AtOnce, left);
            await Eventually.IsAsync(true, () => Task.FromResult(gate.Waiting >= expected));
            gate.LetOneGo();
        }

        await Eventually.IsAsync(0, (relaying ?? late!).CountRecordsAsync);
        Assert.Equal((Messages, AtOnce), (gate.Passed, gate.MostWaiting));
    }

    [Theory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public async Task Should_send_one_that_is_larger_than_all_the_room(bool hasLanes, bool isBacklog)
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, maxBytes: isBacklog ? null : Kibibyte);
        await SendAsync(app, 3, 10 * Kibibyte, hasLanes);

        await using var late = isBacklog ? await StartAsync(place, maxBytes: Kibibyte) : null;

        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    /// <summary>An application that relays with so much room, or does not relay.</summary>
    private static Task<TestApp> StartAsync(Place place, SendGate? gate = null, int? maxBytes = null) => TestApp.StartAsync(place, c =>
    {
        c.Outbox = outbox =>
        {
            outbox.Relay.Enabled = maxBytes is not null;
            outbox.Relay.MaxBytesInFlight = maxBytes ?? outbox.Relay.MaxBytesInFlight;
            outbox.Relay.PollInterval = TimeSpan.FromMilliseconds(50);
        };

        if (gate is not null)
            c.Consumers = x => x.AddSendObserver(_ => gate);
    });

    private static async Task SendAsync(TestApp app, int messages, int size, bool hasLanes)
    {
        for (var i = 0; i < messages; i++)
        {
            await app.InScopeAsync(async scope =>
            {
                var endpoint = await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new("queue:archive"));
                await endpoint.Send(new Question(new('x', size)), context =>
                {
                    if (hasLanes)
                        context.SetLane($"{i}");
                });
                await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
            });
        }
    }

    /// <summary>A broker that takes a message when it is told to.</summary>
    private sealed class SendGate : ISendObserver
    {
        private readonly SemaphoreSlim _open = new(0);
        private readonly Lock _lock = new();

        public int Waiting { get; private set; }

        public int MostWaiting { get; private set; }

        public int Passed { get; private set; }

        public void LetOneGo()
        {
            lock (_lock)
            {
                Waiting--;
                Passed++;
            }

            _open.Release();
        }

        public async Task PreSend<T>(SendContext<T> context)
            where T : class
        {
            lock (_lock)
                MostWaiting = Math.Max(MostWaiting, ++Waiting);

            await _open.WaitAsync(context.CancellationToken);
        }

        public Task PostSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
