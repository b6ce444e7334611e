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
            "start test.book-trip",
            "Flight: Compensatable; test.book-flight -> test.flight-booked | refused by test.flight-refused; undone by test.cancel-flight -> test.flight-cancelled",
            "Ground / Hotel: Compensatable; test.book-hotel -> test.hotel-booked | refused by test.hotel-refused; undone by test.cancel-hotel -> test.hotel-cancelled",
            "Ground / Car: Compensatable, conditional; test.book-car -> test.car-booked | refused by test.car-refused; undone by test.cancel-car -> test.car-cancelled",
            "Payment: Pivot; test.charge-card -> test.card-charged | refused by test.card-refused",
            "Tickets: Retriable; test.send-tickets -> test.tickets-sent",
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
