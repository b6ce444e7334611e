using System.Diagnostics;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.Figures;

/// <summary>Says what a run has found.</summary>
internal static class Steps
{
    /// <summary>Does something, and says how long it took.</summary>
    public static async Task<T> TakeAsync<T>(string what, Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        AnsiConsole.MarkupLineInterpolated($"{what}: {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s.");
        return result;
    }

    /// <summary>Shows a table under a line that says what is in it; a title of its own would be broken to its width.</summary>
    public static void Show(string title, Table table)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"{title}:");
        AnsiConsole.Write(table);
    }
}
