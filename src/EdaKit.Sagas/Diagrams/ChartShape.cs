namespace EdaKit.Sagas.Diagrams;

/// <summary>What a shape stands for.</summary>
internal enum ChartShape
{
    Start,
    Step,
    Pivot,
    Retriable,
    Undo,
    Person,
    End,
}
