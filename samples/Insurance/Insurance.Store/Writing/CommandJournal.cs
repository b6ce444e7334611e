using EdaKit.Identity;
using EdaKit.Journal;
using EdaKit.Outbox.PostgreSql;
using Insurance.Contracts;
using Insurance.Policies;

namespace Insurance.Store.Writing;

/// <summary>
/// Writes commands into the journal. They come by HTTP and are no messages, so nobody else would, and whoever asks later why a letter was written, or was not, would hear of no
/// beginning: not which command led to it, and not that nobody has given it. The entries are stored with what the command has done, or not at all.
/// </summary>
public sealed class CommandJournal(IJournal<PostgreSqlOutbox> journal, TimeProvider clock)
{
    /// <summary>Who handles commands, in the form that consumers have: endpoint, class and message.</summary>
    private const string Desk = "commands/" + nameof(PolicyDesk);

    /// <summary>Notes that a command was given and is done.</summary>
    /// <param name="request">The command.</param>
    /// <param name="policy">The policy after it. Its number is what people ask for, and a quote has none.</param>
    /// <param name="flow">The flow in which it came.</param>
    public void Done(CommandRequest request, Policy policy, MessageFlow flow)
    {
        var name = request.Command.GetType().Name;
        journal.Add(Entry(JournalKind.Sent, null, $"/policies/{policy.Id}/commands"));
        journal.Add(Entry(JournalKind.Consumed, $"{Desk}/{name}", $"{request.By}: {request.Why}"));

        JournalEntry Entry(JournalKind kind, string? participant, string note) => new()
        {
            Kind = kind,
            At = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            MessageId = request.CommandId,
            ConversationId = flow.ConversationId,
            CorrelationId = policy.Id,
            Contract = name,
            KeyName = policy.Number is null ? null : nameof(ContractIssued.PolicyNumber),
            Key = policy.Number,
            Participant = participant,
            Note = note,
        };
    }
}
