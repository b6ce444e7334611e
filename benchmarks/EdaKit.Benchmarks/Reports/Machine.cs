using System.Runtime.InteropServices;

namespace EdaKit.Benchmarks.Reports;

/// <summary>Where the figures come from. They mean nothing without it.</summary>
internal sealed record Machine(
    string Processor, int Cores, double MemoryGiB, string System, string Runtime, string PostgreSql, string RabbitMq)
{
    public static Machine Of(string postgreSql, string rabbitMq) => new(
        ProcessorName(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0, 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        postgreSql,
        rabbitMq);

    private static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        IEnumerable<string> lines = File.Exists(file) ? File.ReadLines(file) : [];
        var line = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));

        return line?.Split(':')[^1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
