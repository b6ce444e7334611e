using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;

namespace EdaKit.Benchmarks.Versions;

/// <summary>The command line for what versions cost: reading older ones, and a start with many contracts.</summary>
internal static class VersionsCommand
{
    private const int ReadsOfRound = 1_000;
    private const int Rounds = 200;
    private const int WarmUpRounds = 20;
    private const int Starts = 7;
    private const int ManyContracts = 500;

    public static Command Build()
    {
        var command = new Command("versions", "What it costs to read an older version of a message, and to start with 500 contracts. About 1 minute.");
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task<int> RunAsync()
    {
        foreach (var lines in (int[])[3, 20])
            MeasureReadings(lines);

        await MeasureStartsAsync();
        return 0;
    }

    /// <summary>Round by round each way has its turn, so that whatever else the machine does is shared by all. The quickest round of each is compared.</summary>
    private static void MeasureReadings(int lines)
    {
        var readings = Reading.All(lines);
        var quickest = readings.Select(_ => double.MaxValue).ToArray();

        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            for (var i = 0; i < readings.Count; i++)
            {
                var began = Stopwatch.GetTimestamp();
                for (var read = 0; read < ReadsOfRound; read++)
                    readings[i].Read();

                if (round >= 0)
                    quickest[i] = Math.Min(quickest[i], Stopwatch.GetElapsedTime(began).TotalMicroseconds / ReadsOfRound);
            }
        }

        var bytes = readings.Select(BytesOf).ToArray();
        var table = new Table().Title($"Reading an order with {lines} lines").AddColumns("way", "µs", "ratio", "bytes", "more bytes a hop");
        for (var i = 0; i < readings.Count; i++)
        {
            table.AddRow(readings[i].Name, $"{quickest[i]:F2}", $"{quickest[i] / quickest[0]:F2}", $"{bytes[i]:N0}",
                readings[i].Hops == 0 ? "" : $"{(bytes[i] - bytes[1]) / (double)readings[i].Hops:F0}");
        }

        AnsiConsole.Write(table);
    }

    private static long BytesOf(Reading reading)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var read = 0; read < ReadsOfRound; read++)
            reading.Read();

        return (GC.GetAllocatedBytesForCurrentThread() - before) / ReadsOfRound;
    }

    /// <summary>The first start of a process compiles what all others have compiled: it is shown for itself.</summary>
    private static async Task MeasureStartsAsync()
    {
        var contracts = StartUp.Contracts(ManyContracts);
        var first = await StartUp.MeasureAsync(contracts);
        var (none, many) = (new List<TimeSpan>(), new List<TimeSpan>());

        for (var start = 0; start < Starts; start++)
        {
            none.Add(await StartUp.MeasureAsync(null));
            many.Add(await StartUp.MeasureAsync(StartUp.Contracts(ManyContracts)));
        }

        AnsiConsole.Write(new Table().Title("From registration until the bus runs, in memory").AddColumns("contracts", "ms")
            .AddRow($"{ManyContracts}, the first start of the process", $"{first.TotalMilliseconds:F0}")
            .AddRow($"{ManyContracts}, median of {Starts}", $"{many.Order().ElementAt(Starts / 2).TotalMilliseconds:F0}")
            .AddRow($"none, median of {Starts}", $"{none.Order().ElementAt(Starts / 2).TotalMilliseconds:F0}"));
    }
}
