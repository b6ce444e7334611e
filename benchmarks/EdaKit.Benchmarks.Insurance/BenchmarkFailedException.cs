namespace EdaKit.Benchmarks.Insurance;

/// <summary>Something is not as it has to be, so no figure counts.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
