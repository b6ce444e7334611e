using System.Text.Json;
using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Sagas;

public sealed class When_a_person_resumes_a_saga : IDisposable
{
    private readonly string _log = Path.Combine(Path.GetTempPath(), $"edakit-{Guid.NewGuid():N}.log");

    public void Dispose() => File.Delete(_log);

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_go_on_when_the_application_runs_again(StoreKind store)
    {
        using var stays = await Stays.CreateAsync(store);

        var resumed = (await Edakit.RunAsync(stays.Connection, "saga", "resume", $"{stays.Parked}", "--step", "Hotel", "--action", "retry", "--by", "anna",
            "--reason", "the hotel is up again", "--log", _log)).Ended(0);
        Assert.StartsWith($"{stays.Parked} (test.stay): 'Hotel' is to be tried again, by 'anna', reason: the hotel is up again", resumed.Output, StringComparison.Ordinal);

        var waiting = (await Edakit.RunAsync(stays.Connection, "outbox", "list", "--waiting")).Ended(0);
        Assert.Contains("edakit.resume-saga:v1", waiting.Output, StringComparison.Ordinal);

        var line = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(_log, TestContext.Current.CancellationToken))).RootElement;
        Assert.Equal(("resume retry", "Hotel", "anna"), (line.GetProperty("action").GetString(), line.GetProperty("step").GetString(), line.GetProperty("by").GetString()));

        await stays.RunAsync(isDown: false, async services =>
            await Eventually.IsAsync("Completed", async () => (await Stays.FindAsync(services, stays.Parked))?.CurrentState));
        var shown = (await Edakit.RunAsync(stays.Connection, "saga", "show", $"{stays.Parked}")).Ended(0);
        Assert.Contains("Retry by anna: the hotel is up again", shown.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_go_on_without_the_step_while_the_application_runs(StoreKind store)
    {
        using var stays = await Stays.CreateAsync(store);

        await stays.RunAsync(isDown: true, async services =>
        {
            var resumed = (await Edakit.RunAsync(stays.Connection, "saga", "resume", $"{stays.Parked}", "--step", "Hotel", "--action", "skip", "--reason", "booked by phone",
                "--yes", "-o", "json")).Ended(0).Json;

            Assert.Equal(("skip", "Hotel", "booked by phone"), (resumed.GetProperty("action").GetString(), resumed.GetProperty("step").GetString(), resumed.GetProperty("reason").GetString()));
            Assert.Equal(stays.Parked, resumed.GetProperty("instance").GetProperty("id").GetGuid());
            Assert.NotEqual(Guid.Empty, resumed.GetProperty("messageId").GetGuid());
            await Eventually.IsAsync("Completed", async () => (await Stays.FindAsync(services, stays.Parked))?.CurrentState);
        });
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_leave_an_instance_that_is_not_as_it_was_seen(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store, hasOutbox: true);

        await RefusedAsync(Guid.NewGuid(), "Hotel", "There is no instance");
        await RefusedAsync(trips.Running, "Flight", "is not parked: it is in the state 'Flight'");
        await RefusedAsync(trips.Ended, "Hotel", "is not parked");
        await RefusedAsync(trips.Parked, "Flight", "give --step 'Hotel'");
        await RefusedAsync(trips.Parked, "Hotel", "There is no instance", "--saga", "test.other");

        var looked = (await ResumeAsync(trips, trips.Parked, "Hotel", "--dry-run")).Ended(0).Output;
        Assert.Contains("'Hotel' would be tried again. It is parked because: the hotel is down", looked, StringComparison.Ordinal);
        Assert.Equal(0, (await Edakit.RunAsync(trips.Connection, "outbox", "count", "-o", "json")).Ended(0).Json.GetProperty("waiting").GetInt64());

        async Task RefusedAsync(Guid id, string step, string because, params string[] more) =>
            Assert.Contains(because, (await ResumeAsync(trips, id, step, more)).Ended(1).Errors, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_that_the_database_has_no_outbox(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store);

        Assert.Contains("modelBuilder.AddOutbox()", (await ResumeAsync(trips, trips.Parked, "Hotel")).Ended(2).Errors, StringComparison.Ordinal);
    }

    private static Task<Answer> ResumeAsync(Trips trips, Guid id, string step, params string[] more) =>
        Edakit.RunAsync(trips.Connection, ["saga", "resume", $"{id}", "--step", step, "--action", "retry", "--reason", "mended", .. more]);
}
