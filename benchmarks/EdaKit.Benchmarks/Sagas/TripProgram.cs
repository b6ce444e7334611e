using System.Diagnostics;
using System.Globalization;
using EdaKit.Benchmarks.Protocol;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>
/// This program as the process of one subject. In one process the subject that came first was up to a tenth faster, for the runtime makes fast what it has
/// seen, and most of what runs is the same for both.
/// </summary>
internal static class TripProgram
{
    /// <summary>Has as many trips made as the runner says, until it says that this is the end or is gone.</summary>
    public static async Task RunAsync(TripSubject subject)
    {
        // What a library prints must not come between the two.
        var runner = Console.Out;
        Console.SetOut(Console.Error);

        await using var application = await TripApplication.StartAsync(subject);
        await runner.WriteLineAsync(Words.Ready);

        while (await Console.In.ReadLineAsync() is { } word && word != Words.End)
        {
            var turn = await TakeTurnAsync(application, int.Parse(word, CultureInfo.InvariantCulture));
            await runner.WriteLineAsync(turn.ToJson());
        }
    }

    private static async Task<TripTurn> TakeTurnAsync(TripApplication application, int trips)
    {
        var asked = application.Statements;
        var (commands, transactions) = (asked.Commands, asked.Transactions);
        var (began, processor, bytes) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());

        await application.RunAsync(trips);

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new(trips / seconds, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / trips, (GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / trips,
            (asked.Commands - commands) / (double)trips, (asked.Transactions - transactions) / (double)trips);
    }
}
