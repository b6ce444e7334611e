using System.Diagnostics;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.Figures;

/// <summary>Says how long each step of a run took.</summary>
internal static class Steps
{
    public static async Task<T> TakeAsync<T>(string what, Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        AnsiConsole.MarkupLineInterpolated($"{what}: {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s.");
        return result;
    }
}
