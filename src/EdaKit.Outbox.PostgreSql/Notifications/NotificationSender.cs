using EdaKit.Outbox.PostgreSql.Telemetry;
using EdaKit.Outbox.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>
/// Tells other processes of records that they have to send: after the commits and many at once. A NOTIFY inside a transaction would make its
/// commit wait for every other transaction with one, since PostgreSQL puts notifications in the order of commits.
/// </summary>
internal sealed class NotificationSender<TDb>(Guid self, RelayOptions relay, IOutboxNews<TDb> news, IServiceScopeFactory scopes, TimeProvider time,
    ILogger<NotificationSender<TDb>> logger)
    : BackgroundService
    where TDb : DbContext
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var payload = Notification.Write(self, await news.TakeAsync(stoppingToken));
                await NotifyAsync(payload, stoppingToken);
                failures = 0;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // What could not be said is not said again: the poll of those who should have heard it finds the records.
                var pause = Pause.After(++failures, relay);
                PostgreSqlLog.NotNotified(logger, error, typeof(TDb).Name, failures, pause);
                await Pause.TryAsync(pause, time, stoppingToken);
            }
        }
    }

    private async Task NotifyAsync(string payload, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();
        var channel = NotificationChannel.Of(context);

        await context.Database.ExecuteSqlAsync($"select pg_notify({channel}, {payload})", cancellationToken);
    }
}
