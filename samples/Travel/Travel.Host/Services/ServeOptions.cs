using Samples.Hosting;

namespace Travel.Host.Services;

/// <summary>What the person at the console asked for.</summary>
/// <param name="Services">The services to run in this process; null for all of them, embedded.</param>
/// <param name="DataFolder">Where the SQLite files go; null for the default folder.</param>
/// <param name="Urls">The address to listen on; null for the default.</param>
internal sealed record ServeOptions(IReadOnlyList<ServiceModule>? Services, string? DataFolder, string? Urls);
