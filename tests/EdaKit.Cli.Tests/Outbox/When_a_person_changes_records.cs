using System.Text.Json;
using EdaKit.Cli.Tests.Support;
using MassTransit;

namespace EdaKit.Cli.Tests.Outbox;

/// <summary>What is changed is changed for good, so each command says what it did, by whom and why, and does nothing that was not meant.</summary>
public sealed class When_a_person_changes_records
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_put_back_single_records_which_the_application_then_sends(StoreKind store)
    {
        using var shop = await Shop.CreateAsync(store);
        var (orders, received) = (0, new TaskCompletionSource());

        var answer = (await Edakit.RunAsync(shop.Connection, "outbox", "retry", $"{shop.Order}", $"{shop.Blocking}", "--by", "anna", "--reason", "queue made")).Ended(0);
        Assert.Contains($"{shop.Order} (shop.order-placed:v1) is put back by 'anna', reason: queue made\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("2 records put back.", answer.Output, StringComparison.Ordinal);

        await shop.RunAsync(async _ => await received.Task.WaitAsync(TimeSpan.FromSeconds(60)), (_, bus) => bus.ReceiveEndpoint("orders", endpoint => endpoint.Handler<OrderPlaced>(_ =>
        {
            // With the one that blocked its lane comes the one that was held behind it.
            if (Interlocked.Increment(ref orders) == 3)
                received.SetResult();

            return Task.CompletedTask;
        })));
        Assert.Equal([shop.Invoice], await ParkedAsync(shop));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_put_back_all_that_match(StoreKind store)
    {
        using var shop = await Shop.CreateAsync(store);

        var look = (await Edakit.RunAsync(shop.Connection, "outbox", "retry", "--all", "--type", "shop.order-placed:v1", "--dry-run", "-o", "json")).Ended(0);
        Assert.True(look.Json.GetProperty("dryRun").GetBoolean());
        Assert.Equal(3, (await ParkedAsync(shop)).Count);

        var answer = (await Edakit.RunAsync(shop.Connection, "outbox", "retry", "--all", "--type", "shop.order-placed:v1", "--error", "returned", "-o", "json")).Ended(0);
        Assert.Equal(look.Ids("changed").Order(), answer.Ids("changed").Order());
        Assert.Equal(Environment.UserName, answer.Json.GetProperty("by").GetString());
        Assert.Equal([shop.Invoice], await ParkedAsync(shop));

        Assert.Contains("No record is put back.", (await Edakit.RunAsync(shop.Connection, "outbox", "retry", "--all", "--type", "shop.other:v1")).Ended(1).Output, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_what_it_did_not_do(StoreKind store)
    {
        using var shop = await Shop.CreateAsync(store);
        var unknown = Guid.NewGuid();

        var retry = (await Edakit.RunAsync(shop.Connection, "outbox", "retry", $"{shop.Order}", $"{shop.Delayed}", $"{unknown}")).Ended(1);
        Assert.Contains("1 record put back", retry.Output, StringComparison.Ordinal);
        Assert.Contains($"{shop.Delayed} is refused: it is not parked", retry.Errors, StringComparison.Ordinal);
        Assert.Contains($"{unknown} is not there", retry.Errors, StringComparison.Ordinal);

        // In a lane, what is neither parked nor held may be on its way.
        await shop.ExecuteAsync($"update edakit_outbox set available_at = 0 where id = {shop.Held}");
        string[] discard = ["outbox", "discard", $"{shop.Held}", $"{shop.Invoice}", "--reason", "no", "-o", "json"];
        var look = (await Edakit.RunAsync(shop.Connection, [.. discard, "--dry-run"])).Ended(1);
        var done = (await Edakit.RunAsync(shop.Connection, [.. discard, "--yes"])).Ended(1);

        foreach (var answer in new[] { look, done })
        {
            Assert.Equal([shop.Invoice], answer.Ids("changed"));
            Assert.Equal([shop.Held], answer.Ids("refused"));
        }
    }

    [Fact]
    public async Task Should_discard_nothing_without_a_reason_or_a_confirmation()
    {
        using var shop = await Shop.CreateAsync(StoreKind.PostgreSql);

        var unexplained = (await Edakit.RunAsync(shop.Connection, "outbox", "discard", $"{shop.Order}", "--yes")).Ended(2);
        Assert.Contains("--reason", unexplained.Errors, StringComparison.Ordinal);
        var unconfirmed = (await Edakit.RunAsync(shop.Connection, "outbox", "discard", $"{shop.Order}", "--reason", "cancelled")).Ended(2);
        Assert.Contains("--yes", unconfirmed.Errors, StringComparison.Ordinal);
        (await Edakit.RunAsync(shop.Connection, "outbox", "purge", "--older-than", "0s", "--reason", "old")).Ended(2);
        Assert.Equal(3, (await ParkedAsync(shop)).Count);

        var done = (await Edakit.RunAsync(shop.Connection, "outbox", "discard", $"{shop.Order}", "--reason", "@cancelled", "--by", "anna", "--yes")).Ended(0);
        Assert.Contains($"{shop.Order} (shop.order-placed:v1) is discarded by 'anna', reason: @cancelled\n", done.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await ParkedAsync(shop)).Count);
    }

    [Fact]
    public async Task Should_ask_whoever_is_at_a_terminal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs 'script' of Linux.");
        using var shop = await Shop.CreateAsync(StoreKind.Sqlite);
        string[] purge = ["outbox", "purge", "--older-than", "0s", "--reason", "old"];

        var no = (await Edakit.RunOnTerminalAsync(shop.Connection, 120, "n\n", purge)).Ended(1);
        Assert.Contains("Discard 3 records in SQLite file", no.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is changed.", no.Output, StringComparison.Ordinal);
        Assert.Equal(3, (await ParkedAsync(shop)).Count);

        var yes = (await Edakit.RunOnTerminalAsync(shop.Connection, 120, "y\n", purge)).Ended(0);
        Assert.Contains("3 records discarded.", yes.Output, StringComparison.Ordinal);
        Assert.Empty(await ParkedAsync(shop));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_purge_what_has_been_parked_for_long_and_nothing_else(StoreKind store)
    {
        using var shop = await Shop.CreateAsync(store);
        await shop.ExecuteAsync($"update edakit_outbox set parked_at = parked_at - {40 * 86_400_000L} where id = {shop.Invoice}");

        string[] purge = ["outbox", "purge", "--older-than", "30d", "--reason", "too old", "-o", "json"];
        Assert.Equal([shop.Invoice], (await Edakit.RunAsync(shop.Connection, [.. purge, "--dry-run"])).Ended(0).Ids("changed"));
        Assert.Equal([shop.Invoice], (await Edakit.RunAsync(shop.Connection, [.. purge, "--yes"])).Ended(0).Ids("changed"));
        (await Edakit.RunAsync(shop.Connection, [.. purge, "--yes"])).Ended(1);

        // The one behind the blocking record is not parked, and stays.
        (await Edakit.RunAsync(shop.Connection, "outbox", "purge", "--older-than", "0s", "--lane", Shop.Lane, "--reason", "test data", "--yes")).Ended(0);
        Assert.Equal([shop.Order], await ParkedAsync(shop));
        Assert.Contains("\"waiting\": 2", (await Edakit.RunAsync(shop.Connection, "outbox", "count", "-o", "json")).Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_keep_who_did_what_and_why_in_a_log()
    {
        using var shop = await Shop.CreateAsync(StoreKind.Sqlite);
        var log = Path.Combine(Path.GetTempPath(), $"edakit-{Guid.NewGuid():N}.log");

        try
        {
            (await Edakit.RunAsync(shop.Connection, "outbox", "discard", $"{shop.Order}", "--by", "anna", "--reason", "cancelled", "--yes", "--log", log)).Ended(0);
            (await Edakit.RunAsync(shop.Connection, "outbox", "retry", "--all", "--by", "bert", "--log", log)).Ended(0);
            (await Edakit.RunAsync(shop.Connection, "outbox", "retry", "--all", "--dry-run", "--log", log)).Ended(1);

            var lines = (await File.ReadAllLinesAsync(log)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            Assert.Equal(["discard", "retry", "retry"], lines.Select(line => line.GetProperty("action").GetString()));
            Assert.Equal((shop.Order, "anna", "cancelled"), (lines[0].GetProperty("id").GetGuid(), lines[0].GetProperty("by").GetString(), lines[0].GetProperty("reason").GetString()));
            Assert.Contains("SQLite file", lines[0].GetProperty("database").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(log);
        }

        // Where it cannot be kept, nothing is done.
        var refused = (await Edakit.RunAsync(shop.Connection, "outbox", "discard", $"{shop.Held}", "--reason", "no", "--yes", "--log", Path.GetTempPath())).Ended(2);
        Assert.Contains("Nothing is changed.", refused.Errors, StringComparison.Ordinal);
        (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Held}")).Ended(0);
    }

    private static async Task<List<Guid>> ParkedAsync(Shop shop) => [.. (await Edakit.RunAsync(shop.Connection, "outbox", "list", "-o", "json")).Ended(0).Ids("records")];
}
