using EdaKit.CloudEvents.Tests.Support;
using MassTransit;

namespace EdaKit.CloudEvents.Tests.Messages;

public sealed class When_a_request_is_an_event
{
    public static TheoryData<CloudEventsMode> Modes => [CloudEventsMode.Structured, CloudEventsMode.Headers];

    [Theory, MemberData(nameof(Modes))]
    public async Task Should_be_answered(CloudEventsMode mode)
    {
        await using var bus = await StartAsync<AnswerPrices>(mode);

        var answer = await AskAsync<PriceAnswer>(bus, "bread");

        Assert.Equal(new PriceAnswer(3m), answer.Message);
        Assert.Contains(bus.Wire.Messages, message => IndependentReader.Read(message).Type == "tests.price-question.v1");
        Assert.Contains(bus.Wire.Messages, message => IndependentReader.Read(message).Type == "tests.price-answer.v1");
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Should_be_answered_with_any_of_the_types_that_it_accepts(CloudEventsMode mode)
    {
        await using var bus = await StartAsync<AnswerPrices>(mode);
        var client = bus.Bus.CreateRequestClient<PriceQuestion>(TimeSpan.FromSeconds(20));

        var answer = await client.GetResponse<PriceAnswer, NoPrice>(new("gold"));

        Assert.True(answer.Is(out Response<NoPrice>? none));
        Assert.Equal(new NoPrice("not sold"), none!.Message);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Should_tell_the_consumer_which_types_it_accepts(CloudEventsMode mode)
    {
        await using var bus = await StartAsync<AnswerPrices>(mode);

        // The consumer would say NoPrice, which nobody asked for, and so does not.
        Assert.Equal(new PriceAnswer(0m), (await AskAsync<PriceAnswer>(bus, "gold")).Message);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Should_fail_where_its_consumer_does(CloudEventsMode mode)
    {
        await using var bus = await StartAsync<RefusePrices>(mode, x => x.AddConsumer<Watch<Fault<PriceQuestion>>>().Endpoint(e => e.Name = "faults"));

        var error = await Assert.ThrowsAsync<RequestFaultException>(() => AskAsync<PriceAnswer>(bus, "bread"));

        Assert.Contains("no prices today", Assert.Single(error.Fault!.Exceptions).Message, StringComparison.Ordinal);
        Assert.Contains(bus.Wire.Messages, message => IndependentReader.Read(message).Type == "tests.price-question.v1.fault");
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Should_publish_the_fault_of_a_message_that_is_no_request(CloudEventsMode mode)
    {
        await using var bus = await StartAsync<RefusePrices>(mode, x => x.AddConsumer<Watch<Fault<PriceQuestion>>>().Endpoint(e => e.Name = "faults"));

        await bus.Bus.Publish(new PriceQuestion("bread"));

        var fault = await bus.Received.FirstAsync<Fault<PriceQuestion>>();
        Assert.Equal("bread", fault.Message.Message.Article);
        Assert.Equal("tests.price-question.v1.fault", fault.GetCloudEvent()!.Type);
    }

    private static Task<Response<T>> AskAsync<T>(TestBus bus, string article)
        where T : class => bus.Bus.CreateRequestClient<PriceQuestion>(TimeSpan.FromSeconds(20)).GetResponse<T>(new(article));

    private static Task<TestBus> StartAsync<TConsumer>(CloudEventsMode mode, Action<IBusRegistrationConfigurator>? consumers = null)
        where TConsumer : class, IConsumer => TestBus.StartAsync(c =>
    {
        c.EdaKit = eda => eda.Contracts.Add<PriceQuestion>().Add<PriceAnswer>();
        c.Registration = x =>
        {
            x.AddConsumer<TConsumer>();
            consumers?.Invoke(x);
        };
        c.Bus = (context, bus) => bus.UseCloudEvents(context, events => (events.Mode, events.Source) = (mode, "/prices"));
    });

    private sealed class AnswerPrices : IConsumer<PriceQuestion>
    {
        public Task Consume(ConsumeContext<PriceQuestion> context) => context.Message.Article switch
        {
            "bread" => context.RespondAsync(new PriceAnswer(3m)),
            _ when context.IsResponseAccepted<NoPrice>() => context.RespondAsync(new NoPrice("not sold")),
            _ => context.RespondAsync(new PriceAnswer(0m)),
        };
    }

    private sealed class RefusePrices : IConsumer<PriceQuestion>
    {
        public Task Consume(ConsumeContext<PriceQuestion> context) => throw new InvalidOperationException("no prices today");
    }
}
