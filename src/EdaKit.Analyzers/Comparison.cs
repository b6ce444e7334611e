using EdaKit.Analyzers.Messages;
using EdaKit.Analyzers.Recorded;
using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers;

/// <summary>Lays a type beside what is recorded of it.</summary>
/// <param name="compilation">The compilation that has the type.</param>
internal sealed class Comparison(Compilation compilation)
{
    /// <summary>Where a symbol is in the source; null where it comes from another assembly.</summary>
    public static Location? PlaceOf(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);

    /// <summary>What differs, and would break somebody.</summary>
    public IEnumerable<Difference> Compare(INamedTypeSymbol type, RecordedVersion recorded) =>
        recorded is { Writes.Kind: JsonKind.Object, Reads.Kind: JsonKind.Object } ? CompareMembers(type, recorded.Writes, recorded.Reads, "") : [];

    /// <summary>
    /// The members of an object. It goes no deeper than what is recorded, which ends where a type holds itself.
    /// </summary>
    private IEnumerable<Difference> CompareMembers(INamedTypeSymbol type, RecordedSchema writes, RecordedSchema reads, string path)
    {
        if (MessageType.Of(type, compilation) is not { } message)
            yield break;

        foreach (var member in message.Members)
        {
            var place = PlaceOf(member.Symbol) ?? PlaceOf(type);
            var name = $"{path}{member.Name}";

            if (member.IsNeeded && !writes.Required.Contains(member.Name))
            {
                var lack = writes.Member(member.Name) is null ? "do not have it" : "may lack it";
                yield return new(place, $"Readers now need the member '{name}', and messages that are on their way {lack}.");
                continue;
            }

            foreach (var difference in CompareValue(member.Value, writes.Member(member.Name), reads.Member(member.Name), place, name))
                yield return difference;
        }

        foreach (var name in reads.Required.Where(message.Lacks))
        {
            var place = message.Ignored.TryGetValue(name, out var ignored) ? PlaceOf(ignored) : null;
            yield return new(place ?? PlaceOf(type), $"Processes that read it as it was need the member '{path}{name}', which is no longer written.");
        }
    }

    private IEnumerable<Difference> CompareValue(MessageValue? value, RecordedSchema? writes, RecordedSchema? reads, Location? place, string name)
    {
        // What is recorded in a way that this does not know, or for one side only, is left to the build.
        if (value is null || writes?.Kind is not { } kind || reads?.Kind != kind || writes.IsNullable != reads.IsNullable)
            return [];

        var isNullable = value.IsNullable ?? writes.IsNullable;
        if (kind != value.Kind || isNullable != writes.IsNullable)
            return [new(place, $"The member '{name}' was '{Words(kind, writes.IsNullable)}' and is now '{Words(value.Kind, isNullable)}'.")];

        if (value.Type is { } type)
            return CompareMembers(type, writes, reads, $"{name}/");

        return value.Item is { } item
            ? CompareValue(ValueKinds.Of(item, Nullability.OfItem(item), compilation), writes.Items, reads.Items, place, $"{name}/*")
            : [];
    }

    private static string Words(string kind, bool isNullable) => isNullable ? $"{kind} or null" : kind;
}
