using EdaKit.Flow.Parts;

namespace EdaKit.Testing.Flow;

/// <summary>A part as sentences, one for each fact, so that two parts can be compared by people.</summary>
internal static class FlowLines
{
    public static IReadOnlyList<string> Of(FlowPart part) =>
    [
        part.IsDeclared ? $"{part.Service} declares what it publishes" : $"{part.Service} declares nothing",
        .. part.Participants.SelectMany(Of),
    ];

    private static IEnumerable<string> Of(FlowParticipant one) =>
    [
        $"{one.Name} is a {one.Kind}{(one.Saga is null ? "" : $" called {one.Saga}")}{(one.Endpoints.Count == 0 ? "" : $" at {string.Join(", ", one.Endpoints)}")}{(one.IsDeclared ? ", and declares what it publishes" : "")}",
        .. one.ListensTo.Select(input => $"{one.Name} listens to {input}{Versions(input.Versions)}"),
        .. one.Publishes.Select(output => $"{one.Name} publishes {output.Contract}{Versions(output.Versions)}{(output.Also.Count == 0 ? "" : $", also as {string.Join(", ", output.Also)}")}"
            + $"{(output.On is null ? "" : $", on {output.On}")}{(output.Sometimes ? ", sometimes" : "")}{(output.MayLoop ? ", and may loop" : "")}"),
    ];

    private static string Versions(IReadOnlyList<int> versions) => versions.Count == 0 ? "" : $" v{string.Join(", v", versions)}";
}
