using Samples.Hosting;
using Travel.Cars;
using Travel.Flights;
using Travel.Hotels;
using Travel.Payments;
using Travel.Trips;

namespace Travel.Host.Services;

/// <summary>The services of the agency.</summary>
internal static class ServiceModules
{
    public static IReadOnlyList<ServiceModule> All { get; } =
    [
        new(TripsModule.Name, typeof(TripsDb), TripsModule.AddServices, TripsModule.AddToBus, TripsModule.MapApi),
        new(FlightsModule.Name, typeof(FlightsDb), FlightsModule.AddServices, FlightsModule.AddToBus),
        new(HotelsModule.Name, typeof(HotelsDb), HotelsModule.AddServices, HotelsModule.AddToBus),
        new(CarsModule.Name, typeof(CarsDb), CarsModule.AddServices, CarsModule.AddToBus),
        new(PaymentsModule.Name, typeof(PaymentsDb), PaymentsModule.AddServices, PaymentsModule.AddToBus),
    ];

    public static string Names => string.Join(", ", All.Select(module => module.Name));

    /// <exception cref="OperatorException">There is no service of that name.</exception>
    public static ServiceModule Named(string name) =>
        All.FirstOrDefault(module => module.Name == name)
        ?? throw new OperatorException($"There is no service '{name}'. The services are {Names}.");
}
