using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace EdaKit.Testing.Tests.Servers;

public sealed class When_the_owner_of_servers_ends
{
    [Fact]
    public async Task Should_stop_them_and_delete_their_folders_when_it_is_killed()
    {
        using var owner = await ServerOwner.StartAsync(TestContext.Current.CancellationToken);
        await AssertRunningAsync(owner);

        await owner.KillAsync(TestContext.Current.CancellationToken);

        await AssertGoneAsync(owner);
    }

    [Fact]
    public async Task Should_stop_them_and_delete_their_folders_when_it_forgot_to_dispose()
    {
        using var owner = await ServerOwner.StartAsync(TestContext.Current.CancellationToken);
        await AssertRunningAsync(owner);

        await owner.LeaveAsync(TestContext.Current.CancellationToken);

        await AssertGoneAsync(owner);
    }

    private static async Task AssertRunningAsync(ServerOwner owner)
    {
        Assert.True(await AcceptsAsync(PostgreSqlPort(owner)));
        Assert.True(await AcceptsAsync(owner.RabbitMq.Port));
        Assert.Equal(3, Folders(owner).Length);
    }

    private static async Task AssertGoneAsync(ServerOwner owner)
    {
        var cancelled = TestContext.Current.CancellationToken;
        Assert.True(await Patiently.WaitForAsync(async () => !await AcceptsAsync(PostgreSqlPort(owner)), cancelled), "PostgreSQL runs on.");
        Assert.True(await Patiently.WaitForAsync(async () => !await AcceptsAsync(owner.RabbitMq.Port), cancelled), "RabbitMQ runs on.");
        Assert.True(await Patiently.WaitForAsync(() => Task.FromResult(Folders(owner).Length == 0), cancelled), "Folders are left.");
    }

    // Folder names carry the owner's process id: epmd's, PostgreSQL's and RabbitMQ's.
    private static string[] Folders(ServerOwner owner) =>
        Directory.GetDirectories(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"edakit-*-{owner.ProcessId}-*"));

    private static int PostgreSqlPort(ServerOwner owner) => new NpgsqlConnectionStringBuilder(owner.PostgreSql).Port;

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
