using Samples.Hosting.Kills;
using Samples.Hosting.Serving;
using Travel.Host;
using Travel.Host.Kills;

return await SampleProgram.RunAsync(
    TravelSample.Definition, args, KillsCommand.Create("trips", (trips, seed, storage) => new KilledTrips(trips, seed, storage)));
