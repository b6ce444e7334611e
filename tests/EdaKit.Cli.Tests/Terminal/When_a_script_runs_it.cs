using System.Text;
using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Terminal;

/// <summary>What a script builds on, seen from outside of the process: exit codes, and what is on which stream.</summary>
public sealed class When_a_script_runs_it
{
    private const string Unknown = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

    [Fact]
    public async Task Should_end_with_the_code_and_keep_answers_and_errors_apart()
    {
        using var shop = await Shop.CreateAsync(StoreKind.PostgreSql);

        var done = (await Edakit.RunAloneAsync(shop.Connection, "outbox", "retry", $"{shop.Order}", "--by", "anna", "--reason", "queue made")).Ended(0);
        Assert.Contains("1 record put back.", done.Output, StringComparison.Ordinal);
        Assert.Empty(done.Errors);

        var missing = (await Edakit.RunAloneAsync(shop.Connection, "outbox", "show", Unknown)).Ended(1);
        Assert.Empty(missing.Output);
        Assert.Contains(Unknown, missing.Errors, StringComparison.Ordinal);

        var usage = (await Edakit.RunAloneAsync(shop.Connection, "outbox", "retry")).Ended(2);
        Assert.Empty(usage.Output);
        Assert.Contains("Which records?", usage.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_end_with_3_when_the_database_is_not_there()
    {
        var unreachable = (await Edakit.RunAloneAsync("Host=127.0.0.1;Port=1;Database=shop", "outbox", "count")).Ended(3);

        Assert.Empty(unreachable.Output);
        Assert.Contains("cannot be reached", unreachable.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_write_a_body_byte_for_byte()
    {
        using var shop = await Shop.CreateAsync(StoreKind.Sqlite);
        await shop.ExecuteAsync($"update edakit_outbox set body = {Encoding.UTF8.GetBytes("{ \"gr\u00f6\u00dfe\": 3 }")} where id = {shop.Order}");

        Assert.Equal("{ \"gr\u00f6\u00dfe\": 3 }", (await Edakit.RunAloneAsync(shop.Connection, "outbox", "show", $"{shop.Order}", "--body")).Ended(0).Output);
    }

    [Theory]
    [InlineData("outbox", "count", "-o", "json")]
    [InlineData("outbox", "discard", Unknown, "--reason", "no", "--yes")]
    [InlineData("outbox", "retyr")]
    public async Task Should_answer_in_a_process_of_its_own_as_in_one_that_ran_others(params string[] command)
    {
        using var shop = await Shop.CreateAsync(StoreKind.PostgreSql);
        // An age in days does not change between the two.
        await shop.ExecuteAsync($"update edakit_outbox set captured_at = captured_at - {3 * 86_400_000L}");

        (await Edakit.RunAsync(shop.Connection, "outbox", "list")).Ended(0);
        Assert.Equal(await Edakit.RunAloneAsync(shop.Connection, command), await Edakit.RunAsync(shop.Connection, command));
    }
}
