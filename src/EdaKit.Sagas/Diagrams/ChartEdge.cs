namespace EdaKit.Sagas.Diagrams;

/// <summary>Something that is drawn as an arrow.</summary>
internal sealed record ChartEdge(string From, string To, string Label, ChartLine Line);
