using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Sagas;

public sealed class When_a_person_looks_at_sagas : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edakit-sagas-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_list_what_runs_what_is_parked_and_what_has_ended(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store);

        var running = (await Edakit.RunAsync(trips.Connection, "saga", "list")).Ended(0);
        Assert.Contains($"{trips.Running}  test.trip v1  Flight", running.Output, StringComparison.Ordinal);
        Assert.Contains("the hotel is down", running.Output, StringComparison.Ordinal);
        Assert.DoesNotContain($"{trips.Ended}", running.Output, StringComparison.Ordinal);

        var parked = (await Edakit.RunAsync(trips.Connection, "saga", "list", "--parked", "--saga", "test.trip", "-o", "json")).Ended(0);
        var only = Assert.Single(parked.Json.GetProperty("instances").EnumerateArray());
        Assert.Equal(trips.Parked, only.GetProperty("id").GetGuid());
        Assert.Equal("Hotel", only.GetProperty("parkedStep").GetString());

        var ended = (await Edakit.RunAsync(trips.Connection, "saga", "list", "--ended")).Ended(0);
        Assert.Contains($"{trips.Ended}", ended.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_show_an_instance_with_its_timeline(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store);

        var shown = (await Edakit.RunAsync(trips.Connection, "saga", "show", $"{trips.Parked}")).Ended(0).Output;

        Assert.Contains("because     the hotel is down", shown, StringComparison.Ordinal);
        Assert.Matches(@"2026-09-21 14:13:20\.000  Received +test\.book-trip", shown);
        Assert.Matches(@"2026-09-21 14:13:20\.500  Parked +Hotel", shown);

        var missing = (await Edakit.RunAsync(trips.Connection, "saga", "show", $"{Guid.NewGuid()}")).Ended(1);
        Assert.Contains("edakit saga list", missing.Errors, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_find_an_instance_once_where_a_view_shows_it_too(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store);
        await trips.ExecuteAsync($"create view parked_trips as select * from \"Trip State\" where parked_step is not null");

        Assert.Contains("because     the hotel is down", (await Edakit.RunAsync(trips.Connection, "saga", "show", $"{trips.Parked}")).Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_find_an_instance_once_where_its_table_has_partitions()
    {
        using var trips = await Trips.CreateAsync(StoreKind.PostgreSql);
        await trips.ExecuteAsync($"alter table \"Trip State\" rename to \"Old Trip State\"");
        await trips.ExecuteAsync($"create table \"Trip State\" (like \"Old Trip State\") partition by list (saga)");
        await trips.ExecuteAsync($"alter table \"Trip State\" attach partition \"Old Trip State\" default");

        Assert.Contains("because     the hotel is down", (await Edakit.RunAsync(trips.Connection, "saga", "show", $"{trips.Parked}")).Ended(0).Output, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_show_what_is_locked_with_owner_and_age(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store);

        var all = (await Edakit.RunAsync(trips.Connection, "saga", "locks")).Ended(0).Output;
        Assert.Matches($@"seat/12A +test\.trip +{trips.Parked} +2h 1m\n.*basket/7 +support desk +{trips.Running} +\d+s", all.ReplaceLineEndings("\n"));

        var ofTrips = (await Edakit.RunAsync(trips.Connection, "saga", "locks", "--saga", "test.trip", "-o", "json")).Ended(0);
        var only = Assert.Single(ofTrips.Json.GetProperty("locks").EnumerateArray());
        Assert.Equal(("seat/12A", "test.trip", trips.Parked), (only.GetProperty("resource").GetString(), only.GetProperty("owner").GetString(), only.GetProperty("ownerId").GetGuid()));

        Assert.Contains("has locked  seat/12A, for 2h 1m", (await Edakit.RunAsync(trips.Connection, "saga", "show", $"{trips.Parked}")).Ended(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("has locked", (await Edakit.RunAsync(trips.Connection, "saga", "show", $"{trips.Running}")).Ended(0).Output, StringComparison.Ordinal);

        Assert.Contains("Nothing is locked.", (await Edakit.RunAsync(trips.Connection, "saga", "locks", "--saga", "test.other")).Ended(0).Errors, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_fail_a_check_where_an_instance_would_not_go_on(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store);
        string[] check = ["saga", "check", "--definitions", _folder];
        Assert.Contains("has no recorded flow", (await Edakit.RunAsync(trips.Connection, check)).Ended(2).Errors, StringComparison.Ordinal);

        await File.WriteAllLinesAsync(Path.Combine(_folder, "test.trip.v1.txt"), ["test.trip v1", "states Flight, Parked, Compensated, Completed"], TestContext.Current.CancellationToken);
        Assert.Contains("Every instance that runs would go on.", (await Edakit.RunAsync(trips.Connection, check)).Ended(0).Errors, StringComparison.Ordinal);

        await trips.ExecuteAsync($"update \"Trip State\" set current_state = 'Hotel' where current_state = 'Flight'");
        var failed = (await Edakit.RunAsync(trips.Connection, check)).Ended(1);
        Assert.Matches(@"test\.trip v1  Hotel +1 +the version does not know this state", failed.Output);
        Assert.Contains("1 state would not go on", failed.Errors, StringComparison.Ordinal);

        await trips.ExecuteAsync($"update \"Trip State\" set definition_version = 2");
        Assert.Contains("version 2 is not recorded", (await Edakit.RunAsync(trips.Connection, check)).Ended(1).Output, StringComparison.Ordinal);
    }

    /// <summary>None of these listings has a column that wraps, where nothing is parked and nothing is wrong.</summary>
    [Theory, InlineData(80), InlineData(160)]
    public async Task Should_fit_into_the_terminal_as_far_as_it_can(int columns)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs 'script' of Linux.");
        var state = new string('F', 80);
        using var trips = await Trips.CreateAsync(StoreKind.Sqlite);
        await trips.ExecuteAsync($"update \"Trip State\" set parked_step = null, parked_reason = null");
        await trips.ExecuteAsync($"update \"Trip State\" set current_state = {state} where current_state = 'Flight'");
        await File.WriteAllLinesAsync(Path.Combine(_folder, "test.trip.v1.txt"), ["test.trip v1", $"states {state}, Parked, Compensated, Completed"], TestContext.Current.CancellationToken);

        Assert.Contains($"{trips.Running}", (await OnTerminalAsync("list")).Output, StringComparison.Ordinal);
        Assert.Contains("seat/12A", (await OnTerminalAsync("locks")).Output, StringComparison.Ordinal);
        Assert.Contains("test.trip v1", (await OnTerminalAsync("check", "--definitions", _folder)).Output, StringComparison.Ordinal);

        async Task<Answer> OnTerminalAsync(params string[] arguments) => (await Edakit.RunOnTerminalAsync(trips.Connection, columns, "", ["saga", .. arguments])).Ended(0);
    }

    /// <summary>They run no more, so nothing gets stuck; but what comes late for them, such as a success after the undo, needs their version.</summary>
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_name_ended_instances_of_versions_that_are_gone_and_not_fail_the_check(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store);
        string[] check = ["saga", "check", "--definitions", _folder];
        await File.WriteAllLinesAsync(Path.Combine(_folder, "test.trip.v2.txt"), ["test.trip v2", "states Flight, Parked, Compensated, Completed"], TestContext.Current.CancellationToken);
        await trips.ExecuteAsync($"update \"Trip State\" set definition_version = 2 where ended_at is null");

        var checkedOnce = (await Edakit.RunAsync(trips.Connection, check)).Ended(0).Errors;
        Assert.Contains("Ended on versions that are not recorded: 1 of test.trip v1.", checkedOnce, StringComparison.Ordinal);
        Assert.Contains("Every instance that runs would go on.", checkedOnce, StringComparison.Ordinal);

        var ended = Assert.Single((await Edakit.RunAsync(trips.Connection, [.. check, "-o", "json"])).Ended(0).Json.GetProperty("ended").EnumerateArray());
        Assert.Equal(("test.trip", 1, 1), (ended.GetProperty("saga").GetString(), ended.GetProperty("version").GetInt32(), ended.GetProperty("instances").GetInt32()));

        await trips.ExecuteAsync($"update \"Trip State\" set definition_version = 2");
        Assert.DoesNotContain("Ended on", (await Edakit.RunAsync(trips.Connection, check)).Ended(0).Errors, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_that_nothing_is_there_in_a_database_without_sagas(StoreKind store)
    {
        using var shop = await Shop.CreateAsync(store);

        Assert.Contains("0006-semantic-locks.sql", (await Edakit.RunAsync(shop.Connection, "saga", "locks")).Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("No instance runs.", (await Edakit.RunAsync(shop.Connection, "saga", "list")).Ended(0).Errors, StringComparison.Ordinal);
    }
}
