using EdaKit.Outbox.News;
using EdaKit.Outbox.PostgreSql.Telemetry;
using EdaKit.Outbox.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>Listens, on a connection of its own, for what other processes have to say, and tells the relay.</summary>
internal sealed class NotificationListener<TDb>(Guid self, NotificationOptions options, RelayOptions relay, IOutboxNews<TDb> news, IServiceScopeFactory scopes,
    TimeProvider time, ILogger<NotificationListener<TDb>> logger)
    : BackgroundService
    where TDb : DbContext
{
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!relay.Enabled)
            return;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                var pause = Pause.After(++_failures, relay);
                PostgreSqlLog.NotListening(logger, error, typeof(TDb).Name, _failures, pause);
                await Pause.TryAsync(pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        // 1. The context's own connection, so that everything holds that the application has configured for it; or the one that it names.
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var own = options.DataSource?.CreateConnection();
        var connection = own ?? (NpgsqlConnection)context.Database.GetDbConnection();
        var channel = NotificationChannel.Of(context);

        await OpenAsync(context, own, stopping);

        // 2. Listen, and only then look at everything: what came before was heard by nobody.
        connection.Notification += (_, heard) => Hear(heard.Payload);
        await ExecuteAsync(connection, $"listen {channel}", stopping);
        news.Hear(OutboxNews.Everywhere);

        PostgreSqlLog.Listening(logger, typeof(TDb).Name, channel);
        _failures = 0;

        // 3. Wait, and after a silence see whether anybody is still there.
        while (true)
        {
            if (!await connection.WaitAsync(options.ProbeInterval, stopping))
                await ExecuteAsync(connection, "select 1", stopping);
        }
    }

    private void Hear(string payload)
    {
        if (Notification.Read(self, payload) is { } heard)
            news.Hear(heard);
    }

    private static Task OpenAsync(TDb context, NpgsqlConnection? own, CancellationToken cancellationToken) =>
        own is null ? context.Database.OpenConnectionAsync(cancellationToken) : own.OpenAsync(cancellationToken);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
