using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EdaKit.Flow.Parts;

/// <summary>Writes parts as JSON and reads them. What has its default is left out, so that a file says what is so, and differs only where the flow does.</summary>
internal static class FlowPartJson
{
    /// <summary>Goes up when a file of today could be misread.</summary>
    private const int Format = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
    };

    public static string Write(FlowPart part) => JsonSerializer.Serialize(new PartFile(Format, part.Service, part.IsOutside, part.IsDeclared, part.Participants), Options) + "\n";

    /// <exception cref="FlowPartException">The text is no part, or one of a later format.</exception>
    public static FlowPart Read(string json, string source)
    {
        PartFile? file;

        try
        {
            file = JsonSerializer.Deserialize<PartFile>(json, Options);
        }
        catch (JsonException error)
        {
            throw new FlowPartException($"{source} is no part of a flow: {error.Message} Record it anew with FlowPartCheck.Of(part, folder).Record().", error);
        }

        return file switch
        {
            { Format: > Format } => throw new FlowPartException($"{source} has format '{file.Format}', and this version of EdaKit reads up to '{Format}'. Update EdaKit here."),
            { Format: > 0, Service: { Length: > 0 } service } when IsComplete(file.Participants) => new(service)
            {
                IsOutside = file.Outside,
                IsDeclared = file.Declared,
                Participants = file.Participants ?? [],
            },
            _ => throw new FlowPartException($"{source} is no part of a flow: it needs 'format', 'service', and of each participant 'name' and 'kind', of each message 'contract'."),
        };
    }

    // What is null in a file by hand would be met much later.
    private static bool IsComplete(IReadOnlyList<FlowParticipant>? participants) => participants is null || participants.All(one =>
        one is { Name: not null, Endpoints: not null, ListensTo: not null, Publishes: not null }
        && one.ListensTo.All(input => input is { Contract: not null, Versions: not null })
        && one.Publishes.All(output => output is { Contract: not null, Versions: not null, Also: not null }));

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)))
            property.ShouldSerialize = (_, value) => value is System.Collections.ICollection { Count: > 0 };

        // Also where it is the first of the enumeration, and so its default.
        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(ParticipantKind)))
            property.ShouldSerialize = (_, _) => true;
    }

    private sealed record PartFile(int Format, string? Service, bool Outside, bool Declared, IReadOnlyList<FlowParticipant>? Participants);
}
