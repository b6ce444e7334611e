using System.Buffers.Binary;

namespace EdaKit.Testing.Exploration;

/// <summary>What the machine does while it handles one message.</summary>
internal sealed class Delivery(object message, World world, Listeners listeners)
{
    private static readonly byte[] Mark = "explorer"u8.ToArray();

    public object Message { get; } = message;

    public World World { get; private set; } = world;

    /// <summary>What the machine asked for that cannot be followed. It ends the search, also where the machine catches it.</summary>
    public NotSupportedException? Refusal { get; private set; }

    /// <summary>The types of messages that nobody here listens to. They make no difference to the saga.</summary>
    public List<Type> Unheard { get; } = [];

    public void Published(Type type, object published, Guid? messageId) => Add(type, listeners.CopiesOf(type, published, LabelOf(type, messageId)));

    public void Sent(Uri address, Type type, object sent, Guid? messageId)
    {
        if (!listeners.TryFind(address, type, out var recipient))
            throw Refuse($"The saga sends '{type.Name}' to '{address}', and the participants {listeners.NamesOf(type)} all handle it: whose address it is cannot be told. "
                + "Give one of them the last part of the address as its name, with Participant.");

        Add(type, recipient == Recipient.Nobody ? [] : [new(type, sent, LabelOf(type, messageId), recipient)]);
    }

    public Guid Scheduled(DateTime dueAt, object scheduled)
    {
        if (!listeners.IsSaga(scheduled.GetType()))
            throw Refuse($"The saga schedules '{scheduled.GetType().Name}', which it does not handle itself, and the explorer only follows timers of the saga. "
                + "Declare a Schedule whose Received event is that message, and publish from there.");

        var token = NewId();
        World = World with { Timers = World.Timers.Add(new(token, dueAt, scheduled)) };
        return token;
    }

    public void Cancelled(Guid token) => World = World with { Timers = World.Timers.RemoveAll(timer => timer.Token == token) };

    public Guid NewId()
    {
        World = World with { Ids = World.Ids + 1 };
        return new Guid(World.Ids, 0, 0, Mark);
    }

    /// <summary>Whether an id is one of those that the explorer makes.</summary>
    public static bool IsNewId(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) == 0 && bytes[8..].SequenceEqual(Mark);
    }

    public NotSupportedException Refuse(string reason) => Refusal = new(reason);

    private string LabelOf(Type type, Guid? messageId)
    {
        var id = messageId ?? NewId();
        (World, var label) = World.LabelOf(id, type);
        return label;
    }

    private void Add(Type type, IReadOnlyList<InFlight> copies)
    {
        World = World with { Messages = World.Messages.AddRange(copies) };

        if (copies.Count == 0)
            Unheard.Add(type);
    }
}
