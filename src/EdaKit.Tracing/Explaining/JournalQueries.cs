using EdaKit.Journal;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Tracing.Explaining;

/// <summary>The questions to a journal. Each but the last goes along an index.</summary>
internal static class JournalQueries
{
    public static IQueryable<Guid> Flows(DbContext context, string key, string? keyName, int atMost) => Entries(context)
        .Where(entry => entry.Key == key && (keyName == null || entry.KeyName == keyName) && entry.ConversationId != null)
        .GroupBy(entry => entry.ConversationId!.Value).OrderByDescending(flow => flow.Max(entry => entry.Id)).Select(flow => flow.Key).Take(atMost);

    // Without an order: with one, PostgreSQL may prefer to walk through all entries in that order.
    public static IQueryable<JournalEntry> OfFlows(DbContext context, IReadOnlyCollection<Guid> flows, int atMost)
    {
        var ids = flows.Select(id => (Guid?)id).ToArray();
        return Entries(context).Where(entry => ids.Contains(entry.ConversationId)).Take(atMost);
    }

    public static IQueryable<JournalEntry> Newest(DbContext context, int atMost) => InShort(Entries(context).OrderByDescending(entry => entry.Id).Take(atMost));

    public static IQueryable<JournalEntry> OfContract(DbContext context, string contract, int atMost) =>
        InShort(Entries(context).Where(entry => entry.Contract == contract).OrderByDescending(entry => entry.Id).Take(atMost));

    private static IQueryable<JournalEntry> Entries(DbContext context) => context.Set<JournalEntry>().AsNoTracking();

    private static IQueryable<JournalEntry> InShort(IQueryable<JournalEntry> entries) => entries.Select(entry => new JournalEntry
    {
        Id = entry.Id,
        At = entry.At,
        Kind = entry.Kind,
        Service = entry.Service,
        MessageId = entry.MessageId,
        CausationId = entry.CausationId,
        Contract = entry.Contract,
        Participant = entry.Participant,
    });
}
