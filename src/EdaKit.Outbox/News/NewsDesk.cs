using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.News;

/// <summary>Collects what other processes have to be told, until somebody who can reach them takes it.</summary>
internal abstract class NewsDesk
{
    /// <summary>Beyond so many lanes, news says "some" and names none.</summary>
    private const int MostNamed = 1000;

    private readonly Lock _lock = new();
    private readonly Channel<bool> _some = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<string> _lanes = [];
    private bool _outsideLanes;
    private bool _inSomeLanes;
    private volatile bool _isTaken;

    /// <summary>Whether somebody takes news. Until then it is not worth finding out what there is to tell.</summary>
    public bool IsTaken => _isTaken;

    /// <summary>There are records without a lane that no relay of this process will send.</summary>
    public void OutsideLanes() => Add(() => _outsideLanes = true);

    /// <summary>There are records in lanes that another process sends.</summary>
    public void InLanes(IEnumerable<string> lanes) => Add(() =>
    {
        _lanes.UnionWith(lanes);
        if (_lanes.Count <= MostNamed)
            return;

        _lanes.Clear();
        _inSomeLanes = true;
    });

    public async Task<OutboxNews> TakeAsync(CancellationToken cancellationToken)
    {
        _isTaken = true;
        await _some.Reader.ReadAsync(cancellationToken);

        lock (_lock)
        {
            var news = new OutboxNews { OutsideLanes = _outsideLanes, InSomeLanes = _inSomeLanes, Lanes = [.. _lanes] };
            _lanes.Clear();
            _outsideLanes = _inSomeLanes = false;
            return news;
        }
    }

    private void Add(Action what)
    {
        if (!_isTaken)
            return;

        lock (_lock)
            what();

        _some.Writer.TryWrite(true);
    }
}

/// <summary>The news of one context.</summary>
internal sealed class NewsDesk<TDb> : NewsDesk
    where TDb : DbContext;
