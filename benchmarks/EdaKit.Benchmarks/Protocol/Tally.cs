using System.Diagnostics;

namespace EdaKit.Benchmarks.Protocol;

/// <summary>Which orders of a range have arrived, and how often one came again. Safe for use by many threads.</summary>
internal sealed class Tally(int first, int count)
{
    private readonly Lock _lock = new();
    private readonly bool[] _seen = new bool[count];
    private readonly TaskCompletionSource<long> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Arrived { get; private set; }

    public int Duplicates { get; private set; }

    public int Strangers { get; private set; }

    /// <summary>Ends when all have arrived, with the time at which the last one did.</summary>
    public Task<long> All => _all.Task;

    public void Count(Guid id)
    {
        var now = Stopwatch.GetTimestamp();
        var number = Orders.NumberOf(id);
        var place = number - first;

        lock (_lock)
        {
            // What belongs to an earlier run was there before: that run was complete.
            if (number < 0 || place >= count)
                Strangers++;
            else if (place < 0 || _seen[place])
                Duplicates++;
            else
            {
                _seen[place] = true;
                if (++Arrived == count)
                    _all.TrySetResult(now);
            }
        }
    }
}
