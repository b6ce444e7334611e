namespace EdaKit.Sagas.Diagrams;

/// <summary>Something that is drawn as a shape.</summary>
internal sealed record ChartNode(string Id, ChartShape Shape, string Title, string Subtitle, string? Group);
