namespace EdaKit.Sagas.Diagrams;

/// <summary>What an arrow stands for.</summary>
internal enum ChartLine
{
    Forward,
    Back,
    Park,
}
