namespace EdaKit.ContractGate.Export;

/// <summary>For which side of the wire a schema is.</summary>
internal enum Direction
{
    Write,
    Read,
}
