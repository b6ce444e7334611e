namespace EdaKit.Telemetry;

/// <summary>Counts what is published while a message is consumed. It is kept with what was received, which all consumers and attempts share.</summary>
internal sealed class FanOut
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
