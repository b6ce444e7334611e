using EdaKit.Flow.Graphs;
using EdaKit.Flow.Parts;

namespace EdaKit.Core.Tests.Flow.Graphs;

public sealed class FlowGraphTests
{
    private static readonly FlowPart Ordering = Service("ordering", Other("PlaceOrder", "order-placed"));
    private static readonly FlowPart Checkout = Service("checkout", Consumer("TakePayment", ["order-placed"], "order-paid"));
    private static readonly FlowPart Tracking = Service("tracking", Consumer("Follow", ["order-placed", "order-paid"]));

    [Fact]
    public void Findings_all_is_heard_and_said_are_none() => Assert.Empty(FlowGraph.Of(Ordering, Checkout, Tracking).Findings);

    [Fact]
    public void Findings_one_service_alone_cannot_know_of_the_others()
    {
        Assert.Empty(FlowGraph.Of(Checkout).Findings);
        Assert.Empty(FlowGraph.Of(Checkout, FlowPart.Outside("customer")).Findings);
    }

    [Fact]
    public void Findings_nobody_listens_names_who_publishes_and_the_remedy()
    {
        var finding = Assert.Single(FlowGraph.Of(Ordering, Checkout).Findings);

        Assert.Equal((FlowFindingCode.NobodyListens, "order-paid"), (finding.Code, finding.Contract));
        Assert.Contains("'order-paid' is published by 'TakePayment' of 'checkout', and nobody listens", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("FlowPart.Outside(name, listensTo: [\"order-paid\"])", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_somebody_outside_listens_and_publishes_are_none() =>
        Assert.Empty(FlowGraph.Of(Checkout, Service("idle"), FlowPart.Outside("customer", publishes: ["order-placed"], listensTo: ["order-paid"])).Findings);

    [Fact]
    public void Findings_nobody_publishes_names_who_listens()
    {
        var finding = Assert.Single(FlowGraph.Of(Checkout, Tracking).Findings);

        Assert.Equal((FlowFindingCode.NobodyPublishes, "order-placed"), (finding.Code, finding.Contract));
        Assert.Contains("'Follow' of 'tracking' and 'TakePayment' of 'checkout' listens to 'order-placed'", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_a_service_that_declares_nothing_might_publish_it()
    {
        var graph = FlowGraph.Of(Checkout, Tracking, new FlowPart("legacy"));

        Assert.Empty(graph.Findings);
        Assert.Equal(["legacy"], graph.Undeclared);
    }

    [Fact]
    public void Findings_who_listens_to_an_interface_hears_what_implements_it()
    {
        var packing = Service("packing", new FlowParticipant("Pack", ParticipantKind.Other) { Publishes = [new("order-packed") { Also = ["IOrderNews"] }] });

        Assert.Empty(FlowGraph.Of(packing, Service("news", Consumer("Tell", ["IOrderNews"]))).Findings);
    }

    [Fact]
    public void Findings_faults_come_of_who_consumes()
    {
        var mending = Service("mending", new FlowParticipant("Mend", ParticipantKind.Consumer) { ListensTo = [new("order-placed") { IsFault = true }] });

        Assert.Empty(FlowGraph.Of(Ordering, Checkout, Tracking, mending).Findings);
        Assert.Contains(FlowGraph.Of(Ordering, mending).Findings, finding => finding.Code == FlowFindingCode.NobodyPublishes
            && finding.Sentence.Contains("faults of 'order-placed', which nobody consumes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { 3 }, new[] { 2, 1 }, "Contracts.Emit with version 2")]
    [InlineData(new[] { 1 }, new[] { 2 }, "from version 1 to 'new'")]
    [InlineData(new[] { 3, 2 }, new[] { 2 }, null)]
    [InlineData(new[] { 1 }, new[] { 2, 1 }, null)]
    [InlineData(new int[0], new[] { 2 }, null)]
    public void Findings_a_version_that_a_listener_cannot_read_is_one(int[] published, int[] read, string? remedy)
    {
        var from = Service("old", new FlowParticipant("Say", ParticipantKind.Other) { Publishes = [new("news") { Versions = published }] });
        var to = Service("new", new FlowParticipant("Hear", ParticipantKind.Consumer) { ListensTo = [new("news") { Versions = read }] });

        var findings = FlowGraph.Of(from, to).Findings;

        if (remedy is null)
            Assert.Empty(findings);
        else
            Assert.True(Assert.Single(findings) is { Code: FlowFindingCode.VersionNotRead } finding && finding.Sentence.Contains(remedy, StringComparison.Ordinal), findings[0].Sentence);
    }

    [Fact]
    public void Findings_a_circle_is_found_once_also_within_one_service()
    {
        var finding = Assert.Single(FlowGraph.Of(Service("shop", Consumer("Hen", ["egg"], "hen"), Consumer("Egg", ["hen"], "egg"), Consumer("Start", ["dawn"], "hen"))).Findings);

        Assert.Equal((FlowFindingCode.Loop, "egg"), (finding.Code, finding.Contract));
        Assert.Contains("'Hen' of 'shop' publishes 'hen' when it consumes 'egg'; 'Egg' of 'shop' publishes 'egg' when it consumes 'hen'", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_a_circle_that_is_meant_is_none() => Assert.Empty(FlowGraph.Of(Service("shop",
        new FlowParticipant("Rounds", ParticipantKind.Consumer) { ListensTo = [new("round")], Publishes = [new("round") { MayLoop = true }] })).Findings);

    [Fact]
    public void Findings_what_follows_from_another_message_closes_no_circle() => Assert.Empty(FlowGraph.Of(Service("shop",
        new FlowParticipant("Cancel", ParticipantKind.Consumer) { ListensTo = [new("failed"), new("booked")], Publishes = [new("booked") { On = "asked" }, new("cancelled") { On = "failed" }] })).Findings);

    [Fact]
    public void Findings_a_saga_ends_a_circle()
    {
        var saga = new FlowParticipant("TripState", ParticipantKind.Saga) { Saga = "trip", ListensTo = [new("booked")], Publishes = [new("book")] };

        Assert.Empty(FlowGraph.Of(Service("trips", saga), Service("hotel", Consumer("Book", ["book"], "booked"))).Findings);
    }

    [Fact]
    public void Findings_who_publishes_anew_what_failed_is_in_a_circle()
    {
        var mending = Service("mending", new FlowParticipant("Mend", ParticipantKind.Consumer) { ListensTo = [new("order-placed") { IsFault = true }], Publishes = [new("order-placed")] });

        var finding = Assert.Single(FlowGraph.Of(Ordering, Checkout, Tracking, mending).Findings);

        Assert.Equal(FlowFindingCode.Loop, finding.Code);
        Assert.Contains("may fail on 'order-placed', which publishes 'fault of order-placed'", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_a_service_that_is_there_twice_is_one() =>
        Assert.Contains(FlowGraph.Of(Ordering, Ordering, Checkout, Tracking).Findings, finding => finding.Code == FlowFindingCode.ServiceTwice && finding.Sentence.Contains("'ordering'", StringComparison.Ordinal));

    [Fact]
    public void Findings_messages_of_EdaKit_itself_are_none() =>
        Assert.Empty(FlowGraph.Of(Service("trips", Consumer("A", ["edakit.resume-saga"], "edakit.saga-parked")), Service("idle")).Findings);

    [Fact]
    public void ToMermaid_services_are_boxes_and_what_comes_sometimes_is_dashed()
    {
        var checkout = Service("checkout", new FlowParticipant("TakePayment", ParticipantKind.Consumer) { ListensTo = [new("order-placed")], Publishes = [new("order-paid"), new("order-refused") { Sometimes = true }] });

        Assert.Equal("""
            flowchart LR
                b0["checkout"]
                b1[/"customer"/]
                b2["tracking"]
                c0(["order-paid"])
                c1(["order-refused"])
                c2(["order-placed"])
                b0 --> c0
                b0 -.-> c1
                b1 -.-> c2
                c2 --> b0
                c2 --> b2
                c0 --> b2

            """.ReplaceLineEndings("\n"), FlowGraph.Of(Tracking, checkout, FlowPart.Outside("customer", publishes: ["order-placed"])).ToMermaid());
    }

    [Fact]
    public void ToDot_participants_stand_in_their_services()
    {
        var saga = new FlowParticipant("TripState", ParticipantKind.Saga) { Saga = "trip \"A\"", ListensTo = [new("booked")] };

        Assert.Equal("""
            digraph flow {
                rankdir=LR;
                node [shape=box, fontname="sans-serif"];
                subgraph cluster_0 {
                label="hotel"; fontname="sans-serif";
                b0 [label="Book"];
                }
                subgraph cluster_1 {
                label="trips"; fontname="sans-serif";
                b1 [label="trip \"A\"", peripheries=2];
                }
                c0 [label="booked", shape=oval];
                c1 [label="book", shape=oval];
                b0 -> c0;
                c1 -> b0;
                c0 -> b1;
            }

            """.ReplaceLineEndings("\n"), FlowGraph.Of(Service("trips", saga), Service("hotel", Consumer("Book", ["book"], "booked"))).ToDot(FlowDetail.Participants));
    }

    private static FlowPart Service(string name, params FlowParticipant[] participants) => new(name) { IsDeclared = true, Participants = participants };

    private static FlowParticipant Other(string name, string publishes) => new(name, ParticipantKind.Other) { Publishes = [new(publishes)] };

    private static FlowParticipant Consumer(string name, string[] listensTo, params string[] publishes) => new(name, ParticipantKind.Consumer)
    {
        ListensTo = [.. listensTo.Select(contract => new FlowInput(contract))],
        Publishes = [.. publishes.Select(contract => new FlowOutput(contract))],
    };
}
