using System.Text.Json;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>States by the names that they have in JSON too.</summary>
internal static class States
{
    public static string Text(RecordState state) => JsonNamingPolicy.CamelCase.ConvertName($"{state}");
}
