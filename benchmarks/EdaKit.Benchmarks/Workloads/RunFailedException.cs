namespace EdaKit.Benchmarks.Workloads;

/// <summary>A run that does not count, and why.</summary>
internal sealed class RunFailedException(string message, Exception? inner = null) : Exception(message, inner);
