using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samples.Hosting;
using Samples.Hosting.Storage;
using Travel.Trips;

namespace Travel.Host.Kills;

/// <summary>Books trips while processes die.</summary>
internal sealed class KillsRun(int trips, int seed, string postgres, Uri rabbit, Action<string> say)
{
    /// <summary>So many trips are asked for side by side.</summary>
    private const int Travellers = 4;

    /// <summary>How long the trips that are under way may make no progress before they count as stuck.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan LongestCalm = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    private readonly Random _random = new(seed);
    private readonly TripBooks _books = new(new PostgreSqlStorage(postgres));

    public async Task<KillsReport> Run(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var fleet = new Fleet(postgres, rabbit);

        // 1. Everything runs, and travellers come.
        await fleet.Start(cancellationToken);
        say($"{clock.Elapsed.TotalSeconds:0} s: all processes run.");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var travellers = Book(http, fleet, cancellationToken);

        // 2. Processes die until every trip is asked for, and each process has died at least once.
        for (var killed = 0; !travellers.IsCompleted || killed < Fleet.Size; killed++)
        {
            await Task.Delay(_random.NextDouble() * LongestCalm, TimeProvider.System, cancellationToken);
            await fleet.KillAndStart(killed < Fleet.Size ? killed : _random.Next(Fleet.Size), cancellationToken);
        }

        await travellers;
        say($"{clock.Elapsed.TotalSeconds:0} s: all trips are asked for, {fleet.Kills.Values.Sum()} kills so far.");

        // 3. One coordinator goes for good, with trips in its hands. A person answers where one is asked.
        await fleet.Kill(0);
        await UntilEnded(http, fleet, clock, cancellationToken);

        // 4. What do the books say?
        return new(await _books.AuditAsync(cancellationToken), fleet.Kills, clock.Elapsed);
    }

    private async Task Book(HttpClient http, Fleet fleet, CancellationToken cancellationToken)
    {
        var wishes = Enumerable.Range(0, trips).SelectMany(number => Enum.GetValues<TripStyle>().Select(style => TripMix.Of(seed, number, style)));

        await Parallel.ForEachAsync(wishes, new ParallelOptions { MaxDegreeOfParallelism = Travellers, CancellationToken = cancellationToken }, async (wish, token) =>
        {
            var id = Guid.CreateVersion7();

            // Whoever gets no answer asks again, with the same id.
            while (!await IsTaken(() => http.PutAsJsonAsync(new Uri(fleet.Trips!, $"/trips/{id}"), wish, Json, token), fleet, token))
                await Task.Delay(Look, TimeProvider.System, token);
        });
    }

    private async Task UntilEnded(HttpClient http, Fleet fleet, Stopwatch clock, CancellationToken cancellationToken)
    {
        var (open, since) = (int.MaxValue, clock.Elapsed);

        while (true)
        {
            // What is still in an outbox may change something: an answer that comes too late, or its undo.
            var left = await _books.OpenAsync(cancellationToken);
            var waiting = left.Count + await _books.WaitingAsync(cancellationToken);
            if (waiting == 0)
                break;

            // Asked again, should the answer be on its way: to resume what goes on is recorded, and has no effect.
            foreach (var parked in left.Where(trip => trip.IsParked))
                await IsTaken(() => http.PostAsJsonAsync(new Uri(fleet.Trips!, $"/trips/{parked.Id}/resume"),
                    new { Action = "retry", By = "the run", Reason = "it may be back" }, cancellationToken), fleet, cancellationToken);

            if (waiting < open)
                (open, since) = (waiting, clock.Elapsed);
            else if (clock.Elapsed - since > StuckAfter)
                return;

            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        say($"{clock.Elapsed.TotalSeconds:0} s: every trip has ended.");
    }

    /// <exception cref="OperatorException">The answer says that asking again is of no use.</exception>
    private static async Task<bool> IsTaken(Func<Task<HttpResponseMessage>> ask, Fleet fleet, CancellationToken cancellationToken)
    {
        if (fleet.Trips is null)
            return false;

        try
        {
            using var answer = await ask();
            return answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict || (answer.StatusCode < HttpStatusCode.InternalServerError
                ? throw new OperatorException($"The agency refuses a trip: {await answer.Content.ReadAsStringAsync(cancellationToken)}")
                : false);
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
