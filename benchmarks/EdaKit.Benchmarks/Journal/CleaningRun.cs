using System.Diagnostics;
using EdaKit.Benchmarks.Figures;
using EdaKit.Journal;
using EdaKit.Tracing.Journal;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Spectre.Console;

namespace EdaKit.Benchmarks.Journal;

/// <summary>How fast old entries are removed, and what those notice who write meanwhile.</summary>
internal sealed class CleaningRun(string database, TimeSpan keepFor)
{
    private const int WritesOfSecond = 200;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // 1. Nobody cleans: what a write takes.
        using var calmHost = Build(cleans: false);
        await calmHost.StartAsync(cancellationToken);
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        calm.CancelAfter(Calm);
        var before = await WriteAsync(calmHost.Services, calm.Token);
        await calmHost.StopAsync(cancellationToken);

        // 2. All that is old is removed, while as much is written.
        var old = await CountOldAsync(cancellationToken);
        using var host = Build(cleans: true);
        using var busy = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await host.StartAsync(cancellationToken);
        var writing = WriteAsync(host.Services, busy.Token);

        while (await IsOldAsync(cancellationToken))
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);

        var taken = Stopwatch.GetElapsedTime(started);
        await busy.CancelAsync();
        var during = await writing;
        await host.StopAsync(cancellationToken);

        AnsiConsole.MarkupLine($"{old:N0} old entries removed in {taken.TotalSeconds:N1} s: {old / taken.TotalSeconds:N0} a second.");
        AnsiConsole.Write(new Table().Title($"A write with an entry, {WritesOfSecond} a second, milliseconds").AddColumns("", "writes", "median", "p99", "longest")
            .AddRow("nobody cleans", $"{before.Count}", $"{before.Median:N1}", $"{before.P99:N1}", $"{before.Longest:N1}")
            .AddRow("while old entries are removed", $"{during.Count}", $"{during.Median:N1}", $"{during.P99:N1}", $"{during.Longest:N1}"));
    }

    private IHost Build(bool cleans)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddDbContext<JournalDb>(options => options.UseNpgsql(database));
        builder.Services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda => eda.UseJournal<JournalDb>(journal =>
            {
                journal.Service = "shop";
                journal.KeepFor = cleans ? keepFor : TimeSpan.FromDays(365);
                journal.CleaningInterval = TimeSpan.FromSeconds(1);
            }));
            x.UsingInMemory((context, bus) => bus.UseEdaKit(context));
        });
        return builder.Build();
    }

    /// <summary>Writes a row and an entry in one transaction, at a steady pace, until it is told to stop.</summary>
    private static async Task<Times> WriteAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var times = new Times();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / WritesOfSecond));

        while (!cancellationToken.IsCancellationRequested)
        {
            await times.TakeAsync(() => WriteOneAsync(services));

            try
            {
                await pace.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return times;
    }

    private static async Task<int> WriteOneAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JournalDb>();
        var id = NewId.NextGuid();
        db.Add(new Parcel { Id = id });
        scope.ServiceProvider.GetRequiredService<IJournal<JournalDb>>().Add(new()
        {
            At = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), Kind = JournalKind.Published, MessageId = id, ConversationId = id, Contract = "shop.parcel-packed", KeyName = "Parcel", Key = $"{id}",
        });
        return await db.SaveChangesAsync();
    }

    private async Task<long> CountOldAsync(CancellationToken cancellationToken) => (long)(await AskAsync("select count(*) from edakit_journal where at < $1", cancellationToken))!;

    private async Task<bool> IsOldAsync(CancellationToken cancellationToken) => await AskAsync("select id from edakit_journal where at < $1 limit 1", cancellationToken) is not null;

    private async Task<object?> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // All of it is ours.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddWithValue((DateTimeOffset.UtcNow - keepFor - TimeSpan.FromMinutes(1)).ToUnixTimeMilliseconds());
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
