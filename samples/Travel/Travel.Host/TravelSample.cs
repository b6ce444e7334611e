using MassTransit;
using Samples.Hosting.Serving;
using Travel.Cars;
using Travel.Desks.Booking;
using Travel.Flights;
using Travel.Hotels;
using Travel.Payments;
using Travel.Trips;

namespace Travel.Host;

/// <summary>What this sample is made of.</summary>
internal static class TravelSample
{
    public static Sample Definition { get; } = new(
        "travel", "The travel sample of EdaKit: a trip is booked in several services, or nothing of it is.", "http://127.0.0.1:5090",
        [
            new(TripsModule.Name, typeof(TripsDb), TripsModule.AddServices, TripsModule.AddToBus, TripsModule.MapApi),
            new(FlightsModule.Name, typeof(FlightsDb), FlightsModule.AddServices, FlightsModule.AddToBus),
            new(HotelsModule.Name, typeof(HotelsDb), HotelsModule.AddServices, HotelsModule.AddToBus),
            new(CarsModule.Name, typeof(CarsDb), CarsModule.AddServices, CarsModule.AddToBus),
            new(PaymentsModule.Name, typeof(PaymentsDb), PaymentsModule.AddServices, PaymentsModule.AddToBus),
        ])
    {
        AddServices = services => services.AddSingleton<Partner>(),
        Retry = Retry,
        HasPage = true,
        Invitation = address => $$"""
            Open {{address}} in a browser: choose what is to fail, book a trip, and watch. Or by hand:
              curl -X PUT {{address}}/trips/{{Guid.CreateVersion7()}} -H 'content-type: application/json' \
                -d '{"traveller":"Ada","style":"orchestrated","flight":"LIS-1","hotel":"ALFAMA","car":"CABRIO","card":"GOLD"}'
              curl {{address}}/trips
            """,
    };

    /// <summary>
    /// For a deadlock, a lost race, a database that restarts. A company that does not answer is not tried again here: the saga decides how often to ask
    /// and when to give up, and needs to hear of it.
    /// </summary>
    private static void Retry(IRetryConfigurator retry)
    {
        retry.Ignore<PartnerDownException>();
        retry.Intervals(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10));
    }
}
