using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Benchmarks.Subjects.Textbook;

/// <summary>
/// The relay that the articles describe: it looks once a second, and as long as it finds something sends the oldest message, waits for its
/// confirm and marks it, in a transaction each.
/// </summary>
internal sealed class TextbookRelay(IServiceScopeFactory scopes, IBus bus) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await RelayOneAsync(stoppingToken))
                await Task.Delay(Poll, TimeProvider.System, stoppingToken);
        }
    }

    private async Task<bool> RelayOneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TextbookDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        var waiting = await db.Outbox
            .FromSql($"select * from outbox where processed_at is null order by id limit 1 for update skip locked")
            .ToListAsync(cancellationToken);

        if (waiting is not [var record])
            return false;

        var type = Type.GetType(record.Type, throwOnError: true)!;
        var message = JsonSerializer.Deserialize(record.Content, type)!;
        await bus.Publish(message, type, context => context.MessageId = record.MessageId, cancellationToken);

        record.ProcessedAt = DateTime.UtcNow;
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }
}
