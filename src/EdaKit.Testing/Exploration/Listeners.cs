namespace EdaKit.Testing.Exploration;

/// <summary>Who gets which message.</summary>
internal sealed class Listeners(Func<Type, bool> isSaga, IReadOnlyList<ParticipantBuilder> participants)
{
    public static readonly Uri SagaAddress = new("loopback://explorer/saga");

    private readonly Dictionary<Type, IReadOnlyList<Recipient>> _recipients = [];

    public bool IsSaga(Type type) => isSaga(type);

    /// <summary>
    /// A message that is published or answered: each listener has a queue of its own, and so a copy of its own. None where nobody listens. The saga's has no
    /// label, since it has no inbox here.
    /// </summary>
    public IReadOnlyList<InFlight> CopiesOf(Type type, object message, string label) =>
        [.. RecipientsOf(type).Select(recipient => new InFlight(type, message, recipient == Recipient.Saga ? "" : label, recipient))];

    /// <summary>Finds who gets what is sent to an address: the participant that handles it, or of several the one whose name the address ends with.</summary>
    public bool TryFind(Uri address, Type type, out Recipient recipient)
    {
        var handling = RecipientsOf(type).Where(known => known.Participant is not null).ToList();

        recipient = address == SagaAddress ? Recipient.Saga
            : handling.Count == 0 ? Recipient.Nobody
            : handling.Count == 1 ? handling[0]
            : handling.Find(known => IsLastPartOf(address, known.Name))!;

        return recipient is not null;
    }

    public string NamesOf(Type type) => string.Join(", ", RecipientsOf(type).Where(known => known.Participant is not null).Select(known => $"'{known.Name}'"));

    private IReadOnlyList<Recipient> RecipientsOf(Type type)
    {
        if (!_recipients.TryGetValue(type, out var recipients))
        {
            recipients = [.. participants.Where(participant => participant.Rules.ContainsKey(type)).Select(participant => new Recipient(participant.Name, participant)),
                .. isSaga(type) ? [Recipient.Saga] : Array.Empty<Recipient>()];
            _recipients.Add(type, recipients);
        }

        return recipients;
    }

    private static bool IsLastPartOf(Uri address, string name) =>
        address.AbsolutePath.Split('/', ':')[^1].Equals(name, StringComparison.OrdinalIgnoreCase);
}
