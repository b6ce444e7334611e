using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Audit.Workers;

/// <summary>
/// Commits business rows and their messages, in all the ways in which applications do: one by one, several in a save, several saves in a
/// transaction; and often enough it rolls back, fails or forgets to save.
/// </summary>
internal sealed class Writer(IServiceScopeFactory scopes, WriterOrders orders, WorkerSettings settings, int number, TimeProvider time)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(200);

    // System.Random is repeatable for a seed; what the writers do in which order is not, as they race.
    private readonly Random _random = new(HashCode.Combine(settings.Seed, settings.Worker, settings.Life, number));

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await orders.WaitForTurnAsync(stopping);
                await SaveOnceAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whether this one was committed, its rows will say. The next one is another unit of work.
                Console.WriteLine($"{settings.Name} writer {number}: {error.GetType().Name} {error.GetBaseException().Message}");
                await Task.Delay(AfterFailure, time, CancellationToken.None);
            }
        }
    }

    private async Task SaveOnceAsync(CancellationToken cancellationToken)
    {
        switch (_random.Next(100))
        {
            case < 60:
                await InScopeAsync((db, publish) => SayAndSaveAsync(db, publish, count: 1, cancellationToken));
                break;

            case < 80:
                await InScopeAsync((db, publish) => SayAndSaveAsync(db, publish, _random.Next(2, 9), cancellationToken));
                break;

            case < 90:
                await InAttemptsAsync((db, publish) => SaveTwiceAsync(db, publish, commit: true, cancellationToken));
                break;

            case < 94:
                await InAttemptsAsync((db, publish) => SaveTwiceAsync(db, publish, commit: false, cancellationToken));
                break;

            case < 98:
                await InScopeAsync((db, publish) => FailAndSaveAgainAsync(db, publish, cancellationToken));
                break;

            default:
                // Never saved: the scope ends with the message.
                await InScopeAsync((db, publish) => SayAsync(db, publish, first: 0, count: 1));
                break;
        }
    }

    private async Task InScopeAsync(Func<AuditDb, IPublishEndpoint, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<AuditDb>(), scope.ServiceProvider.GetRequiredService<IPublishEndpoint>());
    }

    /// <summary>
    /// A transaction as EF Core asks for it where failures are retried: all of it again, each time in a scope of its own. One that was committed
    /// unheard is there twice then, each time with other rows.
    /// </summary>
    private Task InAttemptsAsync(Func<AuditDb, IPublishEndpoint, Task> work) =>
        InScopeAsync((db, _) => db.Database.CreateExecutionStrategy().ExecuteAsync(() => InScopeAsync(work)));

    private async Task SayAndSaveAsync(AuditDb db, IPublishEndpoint publish, int count, CancellationToken cancellationToken)
    {
        await SayAsync(db, publish, first: 0, count);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task SaveTwiceAsync(AuditDb db, IPublishEndpoint publish, bool commit, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await SayAsync(db, publish, first: 0, count: 2);
        await db.SaveChangesAsync(cancellationToken);
        await SayAsync(db, publish, first: 2, count: 2);
        await db.SaveChangesAsync(cancellationToken);

        if (commit)
            await transaction.CommitAsync(cancellationToken);
        else
            await transaction.RollbackAsync(cancellationToken);
    }

    /// <summary>A save that the database refuses, and then, the offending row removed, one that it takes.</summary>
    private async Task FailAndSaveAgainAsync(AuditDb db, IPublishEndpoint publish, CancellationToken cancellationToken)
    {
        await SayAsync(db, publish, first: 0, count: 1);
        var refused = new Said { Id = NewId.NextGuid(), Ordinal = -1 };
        db.Add(refused);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.Entry(refused).State = EntityState.Detached;
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task SayAsync(AuditDb db, IPublishEndpoint publish, int first, int count)
    {
        var account = Account();

        for (var ordinal = first; ordinal < first + count; ordinal++)
        {
            if (_random.Next(3) == 0)
                account = Account();

            var said = new Said
            {
                Id = NewId.NextGuid(),
                Lane = _random.Next(8) == 0 ? null : account,
                Ordinal = ordinal,
                Falters = _random.Next(50) == 0,
                SlowMilliseconds = orders.TakeSlowCommit() ?? (_random.Next(400) == 0 ? _random.Next(10, 400) : 0),
                SaidBy = $"{settings.Name} writer {number}",
            };

            if (settings.Sabotage.HasFlag(Sabotage.Bypass) && _random.Next(200) == 0)
            {
                await orders.Bus.Publish(new Noted(account), message => message.Bear(said, settings.Sabotage));
                return;
            }

            db.Add(said);
            if (_random.Next(4) == 0)
                db.Add(new Receipt { SaidId = said.Id });

            if (settings.Sabotage.HasFlag(Sabotage.Drop) && _random.Next(200) == 0)
                continue;

            if (_random.Next(5) < 2)
                await publish.Publish(new Moved(account), message => message.Bear(said, settings.Sabotage));
            else
                await publish.Publish(new Noted(account), message => message.Bear(said, settings.Sabotage));
        }
    }

    // Some accounts are busier than others: the lower its number, the busier.
    private string Account() => $"account {(int)(settings.Accounts * Math.Pow(_random.NextDouble(), 1.5))}";
}
