using System.Text.Json;
using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Outbox;

/// <summary>Looking changes nothing, and shows no terminal what would harm it.</summary>
public sealed class When_a_person_looks
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_count_and_list_what_is_parked_held_and_waiting(StoreKind store)
    {
        using var shop = await Shop.CreateAsync(store);

        var counts = (await Edakit.RunAsync(shop.Connection, "outbox", "count", "--output", "json")).Ended(0).Json;
        Assert.Equal((2, 3, 1, 1, 0), (Number("waiting"), Number("parked"), Number("delayed"), Number("held"), Number("leased")));
        var text = (await Edakit.RunAsync(shop.Connection, "outbox", "count")).Ended(0).Output;
        Assert.Matches(@"waiting +2\n  of these delayed +1\n  of these leased +0\n  of these held +1\nparked +3\noldest waiting captured +20\d\d-[^\n]*Z\nlongest overdue by +0s\n", text);

        Assert.Equal([shop.Order, shop.Invoice, shop.Blocking], await ListAsync());
        Assert.Equal([shop.Held, shop.Delayed], await ListAsync("--waiting"));
        Assert.Equal([shop.Held, shop.Delayed], await ListAsync("--pending"));
        Assert.Equal([shop.Held], await ListAsync("--held"));
        Assert.Equal([shop.Invoice], await ListAsync("--type", "shop.invoice-issued:v1"));
        Assert.Equal([shop.Invoice], await ListAsync("--destination", "./bills"));
        Assert.Equal([shop.Blocking], await ListAsync("--lane", Shop.Lane));
        Assert.Equal([shop.Order, shop.Invoice, shop.Blocking], await ListAsync("--error", "RETURNED"));
        Assert.Empty(await ListAsync("--error", "no such text"));

        int Number(string name) => counts.GetProperty(name).GetInt32();

        // In about the order of their age: which of those that were captured in one moment comes first is of no interest.
        async Task<IEnumerable<Guid>> ListAsync(params string[] filter)
        {
            Guid[] known = [shop.Order, shop.Invoice, shop.Blocking, shop.Held, shop.Delayed];
            return (await Edakit.RunAsync(shop.Connection, ["outbox", "list", "-o", "json", .. filter])).Ended(0).Ids("records").OrderBy(id => Array.IndexOf(known, id));
        }
    }

    [Fact]
    public async Task Should_list_in_pages_and_keep_a_record_on_its_line_in_a_pipe()
    {
        using var shop = await Shop.CreateAsync(StoreKind.Sqlite);

        var first = (await Edakit.RunAsync(shop.Connection, "outbox", "list", "--limit", "2")).Ended(0);
        Assert.Matches("^ID +STATE +AGE +ATTEMPTS +(LANE +)?TYPE +DESTINATION +LAST ERROR$", first.Lines[0]);
        Assert.Equal(3, first.Lines.Length);
        Assert.All(first.Lines[1..], line => Assert.Matches(@"^[0-9a-f-]{36}  parked +(\d+m )?\d+s +1 .*shop\.\S+:v1 +\./(orders|bills) ", line));

        var next = first.Errors.Split(' ')[^1].Trim();
        var second = (await Edakit.RunAsync(shop.Connection, "outbox", "list", "--limit", "2", "--after", next)).Ended(0);
        Assert.Equal(2, second.Lines.Length);
        Assert.Empty(second.Errors);
        Assert.Equal("No record is parked and matches.", (await Edakit.RunAsync(shop.Connection, "outbox", "list", "--lane", "none")).Ended(0).Errors.Trim());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_show_one_with_headers_and_body(StoreKind store)
    {
        using var shop = await Shop.CreateAsync(store);

        var text = (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Blocking}")).Ended(0).Output;
        Assert.All([$"id            {shop.Blocking}\n", "state         parked\n", "types         shop.order-placed:v1\n", "destination   ./orders\n",
            $"lane          {Shop.Lane}\n", "attempts      1\n", "\"orderNumber\": \"3\"\n"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Matches("last error    .*returned", text);

        var json = (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Order}", "-o", "json")).Ended(0).Json;
        Assert.Equal("parked", json.GetProperty("state").GetString());
        Assert.Equal(Shop.Mischief, json.GetProperty("headers").GetProperty("note").GetString());
        Assert.Equal($"1 {Shop.Mischief}", json.GetProperty("body").GetProperty("value").GetProperty("message").GetProperty("orderNumber").GetString());

        var body = (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Blocking}", "--body")).Ended(0).Output;
        Assert.Equal("3", JsonDocument.Parse(body).RootElement.GetProperty("message").GetProperty("orderNumber").GetString());

        var missing = (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{Guid.Empty}")).Ended(1);
        Assert.Contains($"no record '{Guid.Empty}'", missing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_show_what_is_no_JSON_as_bytes_and_broken_JSON_all_the_same()
    {
        using var shop = await Shop.CreateAsync(StoreKind.Sqlite);
        byte[] bytes = [0x1b, 0x5b, 0x32, 0x4a, .. Enumerable.Repeat((byte)'a', 300)], surrogate = [.. """{"name":"\ud800","name":"twice"}"""u8];
        await shop.ExecuteAsync($"update edakit_outbox set body = {bytes}, properties = 'broken', last_error = {Shop.Mischief} where id = {shop.Order}");
        await shop.ExecuteAsync($"update edakit_outbox set body = {surrogate} where id = {shop.Invoice}");

        var dump = (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Order}")).Ended(0).Output;
        Assert.Contains("00000000  1b 5b 32 4a 61 61 61 61 61 61 61 61 61 61 61 61  .[2Jaaaaaaaaaaaa\n", dump, StringComparison.Ordinal);
        Assert.Contains("48 bytes more", dump, StringComparison.Ordinal);
        AssertHarmless(dump);

        Assert.Contains("twice", (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Invoice}")).Ended(0).Output, StringComparison.Ordinal);
        (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Invoice}", "-o", "json")).Ended(0);
        Assert.Equal(Convert.ToBase64String(bytes),
            (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Order}", "-o", "json")).Ended(0).Json.GetProperty("body").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Should_let_no_control_character_of_stored_data_reach_the_terminal()
    {
        using var shop = await Shop.CreateAsync(StoreKind.Sqlite);
        await shop.ExecuteAsync($"update edakit_outbox set last_error = {Shop.Mischief}, destination = {Shop.Mischief}, message_types = {Shop.Mischief}, lane = {Shop.Mischief}, content_type = {Shop.Mischief}");

        foreach (var command in new[] { $"show {shop.Order}", "list", "list --waiting", $"retry {shop.Order} --dry-run", $"discard {shop.Order} --reason no --yes" })
        {
            foreach (var output in new[] { "text", "json" })
            {
                var answer = await Edakit.RunAsync(shop.Connection, ["outbox", .. command.Split(' '), "--output", output]);
                Assert.NotEmpty(answer.Output);
                AssertHarmless(answer.Output);
                AssertHarmless(answer.Errors);
            }
        }
    }

    [Theory, InlineData(80), InlineData(160)]
    public async Task Should_fit_into_the_terminal(int columns)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs 'script' of Linux.");
        using var shop = await Shop.CreateAsync(StoreKind.Sqlite);

        var list = (await Edakit.RunOnTerminalAsync(shop.Connection, columns, "", "outbox", "list")).Ended(0);

        Assert.Contains($"{shop.Order}", list.Output, StringComparison.Ordinal);
        Assert.Contains("shop.order-placed:v1", list.Output, StringComparison.Ordinal);
        Assert.Equal(columns > 100, list.Lines.Any(line => line.Contains("ID", StringComparison.Ordinal) && line.Contains("TYPE", StringComparison.Ordinal)));
        Assert.Contains("redirect", (await Edakit.RunOnTerminalAsync(shop.Connection, columns, "", "outbox", "show", $"{shop.Order}", "--body")).Ended(2).Output, StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertHarmless(string output) => Assert.DoesNotContain(output, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
}
