using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Insurance.Tests.Support;

namespace Insurance.Tests.Kills;

/// <summary>Gives commands, and each of them again under its id until it hears what has become of it.</summary>
internal sealed class PersistentAgent(Uri address) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
    private int _count;

    /// <summary>How many commands were done, by the policy's id.</summary>
    public Dictionary<Guid, int> Done { get; } = [];

    /// <summary>How many commands were done in all; safe to read while it works.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How often nobody answered, or with an error of the server.</summary>
    public int Failures { get; private set; }

    /// <summary>Makes policies, one after the other, until it is told to stop; the last one is finished.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var policy = Guid.CreateVersion7();
            Done[policy] = 0;
            foreach (var command in Commands())
                await DoAsync(policy, command);
        }
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<object> Commands()
    {
        yield return RunningHost.Quote;
        yield return new { @do = "accept-risk", loading = 0, note = "good record" };
        yield return new { @do = "issue", plan = "monthly" };
        yield return new { @do = "open-claim", lossOn = RunningHost.Today, peril = "hail", description = "dents", reserve = RunningHost.Euros(500) };
        yield return new { @do = "pay-claim", claim = 1, amount = RunningHost.Euros(100) };
        yield return new { @do = "settle-claim", claim = 1 };
    }

    private async Task DoAsync(Guid policy, object command)
    {
        var request = new { commandId = Guid.NewGuid(), expectedVersion = Done[policy], by = "Grace", why = "tests", command };

        long? version;
        while ((version = await TryAsync(policy, request)) is null)
            await Task.Delay(Pause);

        Assert.Equal(++Done[policy], version);
        Interlocked.Increment(ref _count);
    }

    /// <returns>The version that it was done at, null where nobody knows.</returns>
    private async Task<long?> TryAsync(Guid policy, object request)
    {
        try
        {
            using var answer = await _http.PostAsJsonAsync($"/policies/{policy}/commands", request);
            if (answer.StatusCode == HttpStatusCode.OK)
                return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64();

            Assert.True((int)answer.StatusCode >= 500, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or IOException)
        {
            // Killed, or not there yet.
        }

        Failures++;
        return null;
    }
}
