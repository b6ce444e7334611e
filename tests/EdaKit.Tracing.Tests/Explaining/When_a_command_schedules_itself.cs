using EdaKit.Contracts;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining;
using MassTransit;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>One that sends itself again for the next round is no redelivery of itself: each round is a message that may fail.</summary>
public sealed class When_a_command_schedules_itself
{
    private const string Order = "536365";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_say_that_a_later_one_failed(bool hasOutbox)
    {
        await using var shop = await Shop.StartAsync(StoreKind.Sqlite, await TestTransport.CreateAsync(TransportKind.InMemory), setup =>
        {
            setup.HasOutbox = hasOutbox;
            setup.Consumers.Add(typeof(RemindBuyer));
        });

        await shop.SendAsync(new("queue:RemindBuyer"), new Remind(Order, 1));
        await shop.WaitForAsync(JournalKind.Faulted, "shop.remind", Order);
        await Eventually.IsAsync(FlowVerdictCode.ConsumerFailed, async () => (await shop.WhyAsync(Order, Shop.Later)).Verdict.Code);

        var answer = await shop.WhyAsync(Order, Shop.Later);
        Assert.Contains("Nobody answers.", Assert.Single(answer.Problems).Sentence, StringComparison.Ordinal);
        Assert.Equal(JournalKind.Faulted, Assert.Single(Assert.Single(Assert.Single(answer.Flows).Followed).Followed, message => message.Contract == "shop.remind").Fates[^1].Kind);
    }

    [EventContract("shop.remind", 1)]
    public sealed record Remind([property: BusinessKey] string Order, int Round);

    public sealed class RemindBuyer : IConsumer<Remind>
    {
        public Task Consume(ConsumeContext<Remind> context) => context.Message.Round == 3
            ? throw new InvalidOperationException("Nobody answers.")
            : context.Send(context.ReceiveContext.InputAddress, new Remind(context.Message.Order, context.Message.Round + 1), send => send.Delay = TimeSpan.FromMilliseconds(20));
    }
}
