using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samples.Hosting.Kills;
using Samples.Hosting.Storage;
using Travel.Trips;

namespace Travel.Host.Kills;

/// <summary>Trips in both styles, while every service is killed again and again.</summary>
internal sealed class KilledTrips(int trips, int seed, IServiceStorage storage) : IKilledWork
{
    private static readonly TripStyle[] Styles = Enum.GetValues<TripStyle>();
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    private readonly TripBooks _books = new(storage);
    private readonly Guid[] _ids = [.. Enumerable.Range(0, trips * Styles.Length).Select(_ => Guid.CreateVersion7())];

    public Assembly Program => typeof(KilledTrips).Assembly;

    public IReadOnlyList<string> Crew { get; } = ["trips", "trips", "flights", "hotels", "cars", "payments"];

    public int Size => _ids.Length;

    public Task<HttpResponseMessage> AskAsync(HttpClient http, Uri address, int number, CancellationToken cancellationToken) => http.PutAsJsonAsync(
        new Uri(address, $"/trips/{_ids[number]}"), TripMix.Of(seed, number / Styles.Length, Styles[number % Styles.Length]), Json, cancellationToken);

    public Task<HttpResponseMessage> ResumeAsync(HttpClient http, Uri address, Guid id, CancellationToken cancellationToken) => http.PostAsJsonAsync(
        new Uri(address, $"/trips/{id}/resume"), new { Action = "retry", By = "the run", Reason = "it may be back" }, cancellationToken);

    public Task<IReadOnlyList<OpenWork>> OpenAsync(CancellationToken cancellationToken) => _books.OpenAsync(cancellationToken);

    public Task<int> WaitingAsync(CancellationToken cancellationToken) => _books.WaitingAsync(cancellationToken);

    public Task<IReadOnlyList<Audit>> AuditAsync(CancellationToken cancellationToken) => _books.AuditAsync(cancellationToken);
}
