using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;

namespace EdaKit.Sagas.Tests.Diagrams;

public sealed class DiagramTests
{
    private static SagaFlow Flow { get; } = new TripSaga().Flows[0];

    [Fact]
    public void ToMermaid_draws_the_way_forward_the_way_back_and_where_a_person_is_asked() => Approve("trip.mmd", Flow.ToMermaid());

    [Fact]
    public void ToDot_draws_the_same() => Approve("trip.dot", Flow.ToDot());

    [Fact]
    public void Fingerprint_tells_what_a_running_instance_depends_on()
    {
        Assert.Equal(
        [
            "test.trip v1",
            "start test.book-trip v1",
            "Flight: Compensatable; test.book-flight v1 -> test.flight-booked v1 | refused by test.flight-refused v1; undone by test.cancel-flight v1 -> test.flight-cancelled v1",
            "Ground / Hotel: Compensatable; test.book-hotel v1 -> test.hotel-booked v1 | refused by test.hotel-refused v1; undone by test.cancel-hotel v1 -> test.hotel-cancelled v1",
            "Ground / Car: Compensatable, conditional; test.book-car v1 -> test.car-booked v1 | refused by test.car-refused v1; undone by test.cancel-car v1 -> test.car-cancelled v1",
            "Payment: Pivot; test.charge-card v1 -> test.card-charged v1 | refused by test.card-refused v1",
            "Tickets: Retriable; test.send-tickets v1 -> test.tickets-sent v1",
        ], Flow.Describe());
        Assert.Equal(16, Flow.Fingerprint().Length);
        Assert.Equal(Flow.Fingerprint(), new TripSaga().Flows[0].Fingerprint());
    }

    private static void Approve(string file, string text)
    {
        using var approved = typeof(DiagramTests).Assembly.GetManifestResourceStream(file)!;
        Assert.Equal(new StreamReader(approved).ReadToEnd(), text);
    }
}
