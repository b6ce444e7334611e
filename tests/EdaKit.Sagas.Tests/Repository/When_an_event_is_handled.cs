using EdaKit.Sagas.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Repository;

/// <summary>What an event costs: an upper bound, so that nobody adds a round trip unnoticed.</summary>
public sealed class When_an_event_is_handled
{
    private readonly Guid _visa = NewId.NextGuid();

    [Theory, InlineData(false), InlineData(true)]
    public async Task Should_take_one_transaction_one_select_and_one_save(bool outbox)
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        var count = new StatementCount();
        await using var app = await TripApp.StartAsync(place, new()
        {
            UseOutbox = outbox,
            Context = (services, at) => services.AddDbContext<TripDb>(options =>
            {
                at.Store.Use(options);
                options.AddInterceptors(count);
            }),
            Consumers = x => x.AddSagaStateMachine<VisaMachine, VisaState>(),
        });
        var handled = new Handled();
        app.Bus.ConnectReceiveObserver(handled);
        await handled.AfterAsync(() => app.Bus.Publish(new ApplyForVisa(_visa, "P1"), TestContext.Current.CancellationToken));
        count.Reset();

        await handled.AfterAsync(() => app.Bus.Publish(new StampVisa(_visa), TestContext.Current.CancellationToken));

        Assert.Equal(1, count.Transactions);
        Assert.Equal(2, count.Commands.Count);
        Assert.Contains("for update", count.Commands[0], StringComparison.Ordinal);
        Assert.Contains("edakit_saga_timeline", count.Commands[1], StringComparison.Ordinal);
        Assert.Contains("UPDATE", count.Commands[1], StringComparison.Ordinal);
        Assert.Equal(1, (await app.FindAsync<VisaState>(_visa))!.Stamps);
    }

    private sealed class Handled : IReceiveObserver
    {
        private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task AfterAsync(Func<Task> publish)
        {
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await publish();
            await _next.Task.WaitAsync(Eventually.Bound);
        }

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context)
        {
            _next.TrySetResult();
            return Task.CompletedTask;
        }

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Fail(exception);

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Fail(exception);

        private Task Fail(Exception error)
        {
            _next.TrySetException(error);
            return Task.CompletedTask;
        }
    }
}
