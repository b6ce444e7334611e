namespace EdaKit.Testing.Exploration;

/// <summary>What the machine does while it handles one message.</summary>
internal sealed class Delivery(object saga, object message, World world)
{
    public object Saga { get; } = saga;

    public object Message { get; } = message;

    public World World { get; private set; } = world;

    public void Sent(Type type, object sent, Guid? messageId)
    {
        var (labelled, label) = World.LabelOf(messageId ?? NewId(), type);
        World = labelled with { Messages = labelled.Messages.Add(new(type, sent, label)) };
    }

    public Guid Scheduled(DateTime dueAt, object scheduled)
    {
        var token = NewId();
        World = World with { Timers = World.Timers.Add(new(token, dueAt, scheduled)) };
        return token;
    }

    public void Cancelled(Guid token) => World = World with { Timers = World.Timers.RemoveAll(timer => timer.Token == token) };

    public Guid NewId()
    {
        World = World with { Ids = World.Ids + 1 };
        return new Guid(World.Ids, 0, 0, new byte[8]);
    }
}
