using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.Text;

namespace EdaKit.Analyzers.Recorded;

/// <summary>What is recorded of a version of a contract: the file <c>contracts/shop.order-placed/v1.json</c>.</summary>
internal sealed class RecordedVersion
{
    /// <summary>Deeper than any message, and low enough for whatever is in the file by mistake.</summary>
    private const int DeepestJson = 128;

    private static readonly Regex FilePath = new(
        @"(^|[\\/])(?<contract>[^\\/]+)[\\/]v(?<version>[0-9]+)\.json$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private RecordedVersion(string contract, RecordedSchema writes, RecordedSchema reads)
    {
        (Contract, Writes, Reads) = (contract, writes, reads);
    }

    /// <summary>For example <c>shop.order-placed v1</c>.</summary>
    public string Contract { get; }

    /// <summary>What is on its way.</summary>
    public RecordedSchema Writes { get; }

    /// <summary>What processes that run accept.</summary>
    public RecordedSchema Reads { get; }

    /// <summary>Whether a file has a name of the kind that records have.</summary>
    public static bool MayBeIn(string path) => FilePath.IsMatch(path);

    /// <summary>Whether a file's name says that it is the record of this version, as the gate wants it.</summary>
    public bool BelongsTo(string path)
    {
        var parts = FilePath.Match(path).Groups;
        return Contract == $"{parts["contract"].Value} v{parts["version"].Value}";
    }

    /// <summary>Reads a file; null where it is no record.</summary>
    public static RecordedVersion? Read(SourceText text)
    {
        if (Parse(text) is not { } json)
            return null;

        return RecordedSchema.MemberOf(json, "contract") is { } contract
            && int.TryParse(RecordedSchema.MemberOf(json, "version")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && RecordedSchema.MemberOf(json, "writes") is { } writes
            && RecordedSchema.MemberOf(json, "reads") is { } reads
                ? new($"{contract.Value} v{version}", new(writes), new(reads))
                : null;
    }

    /// <summary>JSON as XML, which needs no other assembly than the compiler has.</summary>
    private static XElement? Parse(SourceText text)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            using var reader = JsonReaderWriterFactory.CreateJsonReader(bytes, new XmlDictionaryReaderQuotas { MaxDepth = DeepestJson });
            return XElement.Load(reader);
        }
        catch (Exception error) when (error is XmlException or FormatException or ArgumentException or InvalidOperationException)
        {
            // The build reports it, with what to do.
            return null;
        }
    }
}
