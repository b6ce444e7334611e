namespace EdaKit.ContractGate.Sources;

/// <summary>A place in the source.</summary>
/// <param name="File">The file, as the compiler saw it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record SourceLocation(string File, int Line, int Column);
