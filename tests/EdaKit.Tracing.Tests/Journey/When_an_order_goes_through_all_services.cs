using System.Diagnostics;
using EdaKit.Identity;
using EdaKit.Tracing.Tests.Otlp;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace EdaKit.Tracing.Tests.Journey;

/// <summary>HTTP, then four services with outbox and inbox on PostgreSQL and RabbitMQ, the timer of a saga, HTTP again, and one message more.</summary>
public sealed class When_an_order_goes_through_all_services
{
    private static readonly string[] Journeys = ["outbox relay", "outbox send", "inbox", "receive", "send"];
    private static readonly string[] Messages = ["First", "Second", "Third", "Reminder", "Answer"];

    [Fact]
    public async Task Should_be_one_trace_and_one_conversation()
    {
        await using var otlp = new OtlpEndpoint();

        var journey = await TravelAsync(ActivityTraceFlags.Recorded, otlp);

        journey.IsOneFlow();
        Assert.All(otlp.Spans, span => Assert.Equal(journey.TraceId, span.TraceId));

        // No gap: each span hangs on another one, and the first on the caller.
        var known = otlp.Spans.Select(span => span.SpanId).Append(journey.CallerSpanId).ToHashSet();
        Assert.All(otlp.Spans, span => Assert.Contains(span.ParentSpanId, known));
        Assert.Single(otlp.Spans, span => span.ParentSpanId == journey.CallerSpanId);

        Assert.Equal(2, otlp.Spans.Count(span => span.Source == "Microsoft.AspNetCore"));
        Assert.Equal(2, otlp.Spans.Count(span => span.Source == "System.Net.Http"));

        // Of each message: captured, relayed, sent, received, claimed, consumed, one within the other.
        var spans = otlp.Spans.ToDictionary(span => span.SpanId);
        Assert.All(Consumed(), process => Assert.Equal(["inbox", "receive", "send", "outbox relay", "outbox send"],
            Above(process).Take(5).Select(span => Journeys.FirstOrDefault(end => span.Name.EndsWith(end, StringComparison.Ordinal)))));
        Assert.Equal(Messages.Length, Consumed().Count());

        IEnumerable<OtlpSpan> Consumed() => otlp.Spans.Where(span => span.Source == "MassTransit" && span.Name.EndsWith(" process", StringComparison.Ordinal));

        IEnumerable<OtlpSpan> Above(OtlpSpan span)
        {
            while (spans.TryGetValue(span.ParentSpanId, out var parent))
                yield return span = parent;
        }
    }

    [Fact]
    public async Task Should_be_one_trace_and_one_conversation_that_nobody_records()
    {
        await using var otlp = new OtlpEndpoint();

        var journey = await TravelAsync(ActivityTraceFlags.None, otlp);

        journey.IsOneFlow();
        Assert.Empty(otlp.Spans);
    }

    [Fact]
    public async Task Should_be_one_trace_and_one_conversation_where_nobody_listens()
    {
        (await TravelAsync(ActivityTraceFlags.None, null)).IsOneFlow();
    }

    private static async Task<Traveled> TravelAsync(ActivityTraceFlags flags, OtlpEndpoint? otlp)
    {
        var broker = await Servers.CreateVirtualHostAsync();
        var received = new Received();
        using var tracing = otlp is null ? null : Sdk.CreateTracerProviderBuilder().AddEdaKit().AddSource("Microsoft.AspNetCore", "System.Net.Http")
            .SetSampler(new ParentBasedSampler(new AlwaysOnSampler()))
            .AddOtlpExporter(options => (options.Protocol, options.Endpoint, options.ExportProcessorType) = (OtlpExportProtocol.HttpProtobuf, otlp.Address, ExportProcessorType.Simple))
            .Build();

        await using var customers = await JourneyService.StartAsync(broker, received, map: app => app.MapPost("/reminders/{order}", AnswerAsync));
        using var customerClient = customers.Client;
        await using var shipping = await JourneyService.StartShippingAsync(broker, received, customerClient.BaseAddress);
        await using var billing = await JourneyService.StartAsync(broker, received, x => x.AddConsumer<OnSecond>());
        await using var payment = await JourneyService.StartAsync(broker, received, x => x.AddConsumer<OnFirst>());
        await using var archive = await JourneyService.StartAsync(broker, received, x => x.AddConsumer<OnAnswer>());
        await using var ordering = await JourneyService.StartAsync(broker, received, map: app => app.MapPost("/orders/{order}", PlaceAsync));

        using var caller = new Activity("caller").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags).Start();
        caller.TraceStateString = "vendor=1";
        caller.AddBaggage("tenant", "acme");

        using var client = ordering.Client;
        using var response = await client.PostAsync("/orders/17", null, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();

        var hops = await received.WaitForAsync<Hop>(Messages.Length);
        return new(caller.TraceId.ToString(), caller.SpanId.ToString(), hops, Guid.Parse(response.Headers.GetValues(MessageFlowHeaders.ConversationId).Single()), received.Of<Call>().Single());

        async Task PlaceAsync(string order, IPublishEndpoint messages, TracedDb db)
        {
            await messages.Publish(new First(order));
            await db.SaveChangesAsync();
        }

        async Task AnswerAsync(string order, IPublishEndpoint messages, TracedDb db, HttpContext context)
        {
            received.Add(new Call(Activity.Current!.TraceId.ToString(), Activity.Current.TraceStateString, Activity.Current.GetBaggageItem("tenant"), MessageFlow.Current!));
            await messages.Publish(new Answer(order));
            await db.SaveChangesAsync(context.RequestAborted);
        }
    }

    /// <summary>What the service at the end saw of the call.</summary>
    private sealed record Call(string TraceId, string? State, string? Tenant, MessageFlow Flow);

    private sealed record Traveled(string TraceId, string CallerSpanId, IReadOnlyList<Hop> Hops, Guid ConversationId, Call Call)
    {
        public void IsOneFlow()
        {
            Assert.Equal(Messages, Hops.Select(hop => hop.Message));
            Assert.All(Hops, hop => Assert.Equal((TraceId, "vendor=1", "acme", ConversationId), (hop.TraceId, hop.State, hop.Tenant, hop.ConversationId)));

            // What each of them was caused by, across the call by HTTP too.
            Assert.Equal(Hops.Select(hop => (Guid?)hop.MessageId).SkipLast(1).Prepend(null), Hops.Select(hop => hop.CausationId));

            Assert.Equal((TraceId, "vendor=1", "acme"), (Call.TraceId, Call.State, Call.Tenant));
            Assert.Equal((ConversationId, BusinessKeyOf("17"), Hops[3].MessageId), (Call.Flow.ConversationId, Call.Flow.CorrelationId, Call.Flow.CausationId));
        }

        private static Guid? BusinessKeyOf(string order) => EdaKit.Contracts.BusinessKeyId.From("Order", order);
    }
}
