using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Benchmarks.Reports;

/// <summary>Everything that was measured, with the machine it came from.</summary>
internal sealed record Report(DateTimeOffset Started, TimeSpan Took, Machine Machine, int Runs, bool IsWhole, IReadOnlyList<ReportRow> Rows)
{
    private const string FileName = "results.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new Rounded() },
    };

    /// <summary>Writes results.json, report.md and report.svg.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");
        File.WriteAllText(Path.Combine(folder, "report.md"), MarkdownReport.Write(this));
        File.WriteAllText(Path.Combine(folder, "report.svg"), SvgChart.Draw(this));
    }

    /// <summary>Reads the results of an earlier session.</summary>
    /// <returns>Null where there are none.</returns>
    public static Report? Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? JsonSerializer.Deserialize<Report>(File.ReadAllText(file), Json) : null;
    }

    /// <summary>The subject with which another is compared, in the same scenario.</summary>
    public ReportRow? Find(ReportRow scenario, string subject) =>
        Rows.FirstOrDefault(row => row.Subject == subject && row.IsSameScenario(scenario));

    /// <summary>Three digits are more than any run is worth.</summary>
    private sealed class Rounded : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Math.Round(value, 3));
    }
}
