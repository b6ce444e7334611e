using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Relay;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.News;

/// <summary>The news of one context, for those who carry them.</summary>
internal sealed class ContextNews<TDb>(NewsDesk<TDb> desk, HandOff<TDb> handOff, LaneSignals<TDb> lanes) : IOutboxNews<TDb>
    where TDb : DbContext
{
    public Task<OutboxNews> TakeAsync(CancellationToken cancellationToken) => desk.TakeAsync(cancellationToken);

    public void Hear(OutboxNews news)
    {
        ArgumentNullException.ThrowIfNull(news);

        if (news.OutsideLanes)
            handOff.Heard();

        if (news.InSomeLanes)
            lanes.Look();

        lanes.Heard(news.Lanes);
    }
}
