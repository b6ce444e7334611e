using EdaKit.Cli.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EdaKit.Cli.Tests.Databases;

/// <summary>One message that says what to do, an exit code that scripts can tell, and never a password.</summary>
public sealed class When_the_database_cannot_be_used
{
    private const string Secret = "s3cret-w0rd";

    [Fact]
    public async Task Should_end_with_3_when_no_server_is_there()
    {
        var answer = (await CountAsync($"Host=127.0.0.1;Port=1;Database=shop;Username=anna;Password={Secret}")).Ended(3);

        Assert.Contains("PostgreSQL 'shop' on 127.0.0.1:1 cannot be reached", answer.Errors, StringComparison.Ordinal);
        Assert.Single(answer.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task Should_name_the_tables_and_where_they_come_from()
    {
        var connection = await Servers.CreateDatabaseAsync();

        var answer = (await CountAsync(connection)).Ended(2);
        Assert.All(["'edakit_outbox'", "--schema", "AddOutbox", "docs/sql/postgresql"], part => Assert.Contains(part, answer.Errors, StringComparison.Ordinal));
        Assert.Contains("the schema 'shop'", (await CountAsync(connection, "--schema", "shop")).Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("no such database", (await CountAsync(connection + ";Database=nothing")).Ended(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_find_tables_in_a_schema()
    {
        using var shop = await Shop.CreateAsync(StoreKind.PostgreSql, schema: "ordering");

        Assert.Contains("--schema NAME", (await CountAsync(shop.Connection)).Ended(2).Errors, StringComparison.Ordinal);
        Assert.Matches("parked +3", (await CountAsync(shop.Connection, "--schema", "ordering")).Ended(0).Output);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_that_the_tables_are_older(StoreKind store)
    {
        using var shop = await Shop.CreateAsync(store);
        await shop.ExecuteAsync($"alter table edakit_outbox rename column lane to was_lane");

        Assert.Contains("not those of this version", (await Edakit.RunAsync(shop.Connection, "outbox", "list")).Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("not those of this version",
            (await Edakit.RunAsync(shop.Connection, "outbox", "discard", $"{shop.Order}", "--reason", "no", "--yes")).Ended(2).Errors, StringComparison.Ordinal);

        await shop.ExecuteAsync($"alter table edakit_outbox rename column was_lane to lane");
        (await Edakit.RunAsync(shop.Connection, "outbox", "show", $"{shop.Order}")).Ended(0);
    }

    [Fact]
    public async Task Should_not_let_somebody_in_and_not_show_the_password()
    {
        using var shop = await Shop.CreateAsync(StoreKind.PostgreSql);
        var stranger = new NpgsqlConnectionStringBuilder(shop.Connection) { Username = "stranger", Password = Secret }.ConnectionString;

        foreach (var verbose in new string[][] { [], ["--verbose"] })
        {
            var answer = (await CountAsync(stranger, verbose)).Ended(2);
            Assert.Contains("'stranger'", answer.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, answer.Errors + answer.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Should_say_which_right_is_missing()
    {
        using var shop = await Shop.CreateAsync(StoreKind.PostgreSql);
        var reader = $"reader_{Guid.NewGuid():N}";
        await using (var source = NpgsqlDataSource.Create(shop.Connection))
        {
            await using var command = source.CreateCommand($"create role {reader} login; grant usage on schema public to {reader}; grant select on edakit_outbox to {reader}");
            await command.ExecuteNonQueryAsync();
        }

        var connection = new NpgsqlConnectionStringBuilder(shop.Connection) { Username = reader }.ConnectionString;
        (await CountAsync(connection)).Ended(0);
        Assert.Contains("Grant it", (await Edakit.RunAsync(connection, "outbox", "retry", "--all")).Ended(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_make_no_file_where_there_is_none_and_know_what_is_no_database()
    {
        var path = Path.Combine(Path.GetTempPath(), $"edakit-{Guid.NewGuid():N}.db");

        Assert.Contains("cannot be opened", (await CountAsync($"Data Source={path}")).Ended(2).Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(path));

        try
        {
            await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("This is a letter. ", 100)));
            Assert.Contains("is not a database", (await CountAsync($"Data Source={path}")).Ended(2).Errors, StringComparison.Ordinal);

            File.Delete(path);
            await using (var connection = new SqliteConnection($"Data Source={path};Pooling=false"))
            {
                await connection.OpenAsync();
                await using var command = new SqliteCommand("create table orders (id integer)", connection);
                await command.ExecuteNonQueryAsync();
            }

            var answer = (await CountAsync($"Data Source={path}")).Ended(2);
            Assert.All(["edakit_outbox", "docs/sql/sqlite"], part => Assert.Contains(part, answer.Errors, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(null, "EDAKIT_CONNECTION")]
    [InlineData($"postgres://anna:{Secret}@db/shop", "is a URL")]
    [InlineData($"Host=postgres://anna:{Secret}@db/shop", "is a URL")]
    [InlineData($"Hots=db;Password={Secret}", "cannot be read")]
    [InlineData($"Data Source=shop.db;Password={Secret}", "encrypted")]
    [InlineData($"Host=db;Port={Secret}", "cannot be read")]
    public async Task Should_show_nothing_of_a_connection_string_that_it_cannot_use(string? connection, string reason)
    {
        var answer = (await CountAsync(connection)).Ended(2);

        Assert.Contains(reason, answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer.Errors + answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_take_the_connection_and_the_provider_from_the_command_line()
    {
        using var shop = await Shop.CreateAsync(StoreKind.Sqlite);

        (await CountAsync(null, "--connection", shop.Connection, "--provider", "sqlite")).Ended(0);
        (await CountAsync("Host=other", "-c", shop.Connection)).Ended(0);
        Assert.Contains("--provider postgres", (await CountAsync(shop.Connection, "--provider", "postgres")).Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("no schemas", (await CountAsync(shop.Connection, "--schema", "shop")).Ended(2).Errors, StringComparison.Ordinal);
    }

    private static Task<Answer> CountAsync(string? connection, params string[] more) => Edakit.RunAsync(connection, ["outbox", "count", .. more]);
}
