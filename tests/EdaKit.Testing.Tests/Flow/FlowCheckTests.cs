using EdaKit.Flow.Graphs;
using EdaKit.Flow.Parts;
using EdaKit.Testing.Flow;

namespace EdaKit.Testing.Tests.Flow;

public sealed class FlowCheckTests : IDisposable
{
    private static readonly FlowPart Ordering = new("ordering")
    {
        IsDeclared = true,
        Participants = [new("PlaceOrder", ParticipantKind.Other) { Publishes = [new("shop.order-placed") { Versions = [2, 1] }], IsDeclared = true }],
    };

    private static readonly FlowPart Billing = new("billing")
    {
        IsDeclared = true,
        Participants = [new("Bill", ParticipantKind.Consumer) { Endpoints = ["bill"], ListensTo = [new("shop.order-placed"), new("shop.order-paid")] }],
    };

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"edakit-flow-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Verify_what_fits_together_passes() => FlowCheck.Of(Ordering, Billing, FlowPart.Outside("bank", publishes: ["shop.order-paid"])).Verify();

    [Fact]
    public void Verify_what_does_not_says_all_that_is_wrong()
    {
        var error = Assert.Throws<FlowCheckException>(() => FlowCheck.Of(Ordering with { Service = "other" }, Billing with { Participants = [] }, Ordering).Verify());

        Assert.Equal([FlowFindingCode.NobodyListens], error.Findings.Select(finding => finding.Code));
        Assert.Contains("\n  NobodyListens: 'shop.order-placed'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfFolder_takes_all_that_is_recorded()
    {
        FlowPartCheck.Of(Ordering, _folder).Record();
        FlowPartCheck.Of(Billing, _folder).Record();

        Assert.Equal("shop.order-paid", Assert.Single(FlowCheck.OfFolder(_folder).Graph.Findings).Contract);
        FlowCheck.OfFolder(_folder, FlowPart.Outside("bank", publishes: ["shop.order-paid"])).Verify();
    }

    [Fact]
    public void Verify_of_a_part_that_is_not_recorded_says_how_to_record_it() =>
        Assert.Contains("Call Record() once", Assert.Throws<FlowPartException>(FlowPartCheck.Of(Billing, _folder).Verify).Message, StringComparison.Ordinal);

    [Fact]
    public void Verify_of_a_part_as_it_was_recorded_passes()
    {
        Assert.Equal(Path.Combine(_folder, "billing.flow.json"), FlowPartCheck.Of(Billing, _folder).Record());

        FlowPartCheck.Of(Billing, _folder).Verify();
    }

    [Fact]
    public void Verify_of_a_part_that_has_changed_says_what()
    {
        FlowPartCheck.Of(Ordering, _folder).Record();
        var changed = Ordering with { Participants = [Ordering.Participants[0] with { Publishes = [new("shop.order-placed") { Versions = [2, 1], Sometimes = true }] }] };

        var error = Assert.Throws<FlowPartException>(FlowPartCheck.Of(changed, _folder).Verify);

        Assert.Contains("\n  - PlaceOrder publishes shop.order-placed v2, v1\n  + PlaceOrder publishes shop.order-placed v2, v1, sometimes\n", error.Message, StringComparison.Ordinal);
    }
}
