using MassTransit;

namespace EdaKit.Audit.Workers;

internal static class SaidExtensions
{
    /// <summary>Gives a message the id of its row, and its lane: that of its business key, or none.</summary>
    public static void Bear(this SendContext message, Said said, Sabotage sabotage)
    {
        message.MessageId = said.Id;
        if (said.Lane is null || sabotage.HasFlag(Sabotage.NoLanes))
            message.SetNoLane();
    }
}
