using EdaKit.Configuration;
using EdaKit.Contracts.Versions;
using MassTransit;

namespace EdaKit.Journal;

/// <summary>
/// One thing that happened to a message, or to a saga for the sake of one. There is no body in it. It is part of the application's model so that migrations make its table.
/// </summary>
public sealed class JournalEntry
{
    /// <summary>The entry's place, given by the database.</summary>
    public long Id { get; set; }

    /// <summary>When it happened, by the application's clock, in milliseconds since 1970-01-01 UTC.</summary>
    public long At { get; set; }

    /// <summary>What happened.</summary>
    public JournalKind Kind { get; set; }

    /// <summary>In which service. The journal itself fills it in.</summary>
    public string Service { get; set; } = "";

    /// <summary>The message.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>The flow that the message belongs to.</summary>
    public Guid? ConversationId { get; set; }

    /// <summary>
    /// The message whose handling sent this one; of <see cref="JournalKind.Redelivered"/> its first delivery. Of <see cref="JournalKind.Moved"/>, and of a saga that is
    /// parked, the message that did it.
    /// </summary>
    public Guid? CausationId { get; set; }

    /// <summary>The business object that the message is about; of a saga its id.</summary>
    public Guid? CorrelationId { get; set; }

    /// <summary>The message's contract; of what is no contract the type's name.</summary>
    public string? Contract { get; set; }

    /// <summary>The contract's version, in which it was sent or in which the consumer read it.</summary>
    public int? Version { get; set; }

    /// <summary>The member that is the business key.</summary>
    public string? KeyName { get; set; }

    /// <summary>The business key, as text in invariant culture.</summary>
    public string? Key { get; set; }

    /// <summary>Who handled or sent it: endpoint, consumer and the message that it consumes; or the saga's name.</summary>
    public string? Participant { get; set; }

    /// <summary>More, for people: where it was sent, an exception, the state that was entered.</summary>
    public string? Note { get; set; }

    /// <summary>Describes a message that is about to be sent.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="context">The message.</param>
    /// <param name="kind">How it is sent. What comes again because it failed is <see cref="JournalKind.Redelivered"/>, whatever is said here.</param>
    /// <param name="at">When.</param>
    /// <param name="participant">Who sends it; null outside of consumers.</param>
    /// <returns>An entry.</returns>
    public static JournalEntry Of<T>(SendContext<T> context, JournalKind kind, DateTimeOffset at, string? participant)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);

        var isRedelivery = IsRedelivery(context, participant);

        var entry = Describe(context.Message, isRedelivery ? JournalKind.Redelivered : kind, at, new()
        {
            MessageId = context.MessageId,
            ConversationId = context.ConversationId,
            CorrelationId = context.CorrelationId,
            CausationId = isRedelivery ? FirstIdOf(context) : MessageIdentityExtensions.ReadCausationId(context.Headers),
            Participant = participant,
            Note = context.DestinationAddress?.ToString(),
        });

        entry.Version = JournaledMessage<T>.Described.LeavingVersion(context.SupportedMessageTypes);
        return entry;
    }

    /// <summary>Describes a message that was received.</summary>
    /// <typeparam name="T">The message type, as the consumer reads it.</typeparam>
    /// <param name="context">The message.</param>
    /// <param name="kind">What became of it.</param>
    /// <param name="at">When.</param>
    /// <param name="participant">Who handled it.</param>
    /// <returns>An entry.</returns>
    public static JournalEntry Of<T>(ConsumeContext<T> context, JournalKind kind, DateTimeOffset at, string participant)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);

        return Describe(context.Message, kind, at, new()
        {
            MessageId = context.GetOriginalMessageId() ?? context.MessageId,
            ConversationId = context.ConversationId,
            CorrelationId = context.CorrelationId,
            CausationId = context.GetCausationId(),
            Participant = participant,
        });
    }

    /// <summary>Describes that a consumer reads a message as a later version of its contract than it was sent in.</summary>
    /// <typeparam name="T">The message type, as the consumer reads it.</typeparam>
    /// <param name="context">The message.</param>
    /// <param name="at">When.</param>
    /// <param name="participant">Who reads it.</param>
    /// <returns>An entry; null where it is read as what it was sent as.</returns>
    public static JournalEntry? OfUpcast<T>(ConsumeContext<T> context, DateTimeOffset at, string participant)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);

        if (JournaledMessage<T>.Described.SentVersion(context.SupportedMessageTypes) is not { } sent)
            return null;

        var entry = Of(context, JournalKind.Upcast, at, participant);
        entry.Note = $"v{sent} -> v{entry.Version}";
        return entry;
    }

    /// <summary>Describes a message on which a consumer failed. The note has the exception, and which attempt it was.</summary>
    /// <typeparam name="T">The message type, as the consumer reads it.</typeparam>
    /// <param name="context">The message.</param>
    /// <param name="kind">Whether it may be tried again.</param>
    /// <param name="at">When.</param>
    /// <param name="participant">Who failed.</param>
    /// <param name="error">With what.</param>
    /// <param name="attempt">At which attempt, from 1; 0 where that is not known.</param>
    /// <returns>An entry.</returns>
    public static JournalEntry OfFailure<T>(ConsumeContext<T> context, JournalKind kind, DateTimeOffset at, string participant, Exception error, int attempt)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(error);

        var entry = Of(context, kind, at, participant);
        entry.Note = CauseOf(error) + Circumstances(context, attempt);

        return entry;
    }

    /// <summary>Describes a message that an endpoint could not give to any consumer: it cannot be read, nobody there reads its version, or a filter failed before.</summary>
    /// <param name="context">What was received. Its ids are those on the wire: it was never made a message of a type.</param>
    /// <param name="at">When.</param>
    /// <param name="error">Why.</param>
    /// <returns>An entry. Its participant has the form that others have, without a consumer.</returns>
    public static JournalEntry OfReceiveFault(ReceiveContext context, DateTimeOffset at, Exception error)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(error);

        var message = new UnconsumedMessage(context);
        var types = message.Types();
        var (name, version) = types.Select(ContractUrn.Parse).FirstOrDefault(urn => urn is not null) is { } urn
            ? (urn.IsFault ? $"fault of {urn.Name}" : urn.Name, urn.IsFault ? null : (int?)urn.Version)
            : (types.FirstOrDefault()?.Split(':')[^1], null);

        return new()
        {
            Kind = JournalKind.Faulted,
            At = at.ToUnixTimeMilliseconds(),
            MessageId = message.Id(MessageHeaders.MessageId),
            ConversationId = message.Id(MessageHeaders.ConversationId),
            CorrelationId = message.Id(MessageHeaders.CorrelationId),
            Contract = name,
            Version = version,
            Participant = $"{BusAttachment.NameOf(context.InputAddress)}//{name}",
            Note = CauseOf(error),
        };
    }

    // Of a consumer that asks for it itself, the message at hand counts as handled, and the one that comes later is another.
    private static bool IsRedelivery(SendContext context, string? participant) => participant is null && context.Headers.TryGetHeader(MessageHeaders.RedeliveryCount, out _);

    // The causation header may be that of the first delivery: MassTransit copies headers to what it redelivers. Where it keeps the id, the message is its own cause.
    private static Guid? FirstIdOf(SendContext context) =>
        context.Headers.TryGetHeader(MessageHeaders.OriginalMessageId, out var value) && Guid.TryParse(value?.ToString(), out var id) ? id : context.MessageId;

    private static string CauseOf(Exception error)
    {
        var cause = error.GetBaseException();
        return $"{cause.GetType().FullName}: {cause.Message}";
    }

    private static string Circumstances<T>(ConsumeContext<T> context, int attempt)
        where T : class
    {
        var known = new List<string>();
        if (attempt > 0)
            known.Add($"attempt {attempt}");
        if (context.GetRedeliveryCount() is > 0 and var deliveries)
            known.Add($"delivery {deliveries + 1}");
        if (JournaledMessage<T>.Described.SentVersion(context.SupportedMessageTypes) is { } sent)
            known.Add($"sent as v{sent}");

        return known.Count == 0 ? "" : $" ({string.Join(", ", known)})";
    }

    private static JournalEntry Describe<T>(T message, JournalKind kind, DateTimeOffset at, JournalEntry entry)
        where T : class
    {
        var described = JournaledMessage<T>.Described;

        (entry.Kind, entry.At) = (kind, at.ToUnixTimeMilliseconds());
        (entry.Contract, entry.Version) = (described.Name, described.Contract?.Version);

        if (described.Contract?.ReadBusinessKey(message) is { } key)
            (entry.KeyName, entry.Key) = (described.Contract.BusinessKeyName, key);

        return entry;
    }
}
