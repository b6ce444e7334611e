using EdaKit.Journal;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Tracing.Explaining;

/// <summary>The questions to a journal. Each but the last goes along an index.</summary>
internal static class JournalQueries
{
    public static IQueryable<string?> KeyNames(DbContext context, string key) => Entries(context).Where(entry => entry.Key == key).Select(entry => entry.KeyName).Distinct();

    /// <param name="context">The context.</param>
    /// <param name="key">The key.</param>
    /// <param name="keyNames">Of which members; null: of any.</param>
    /// <param name="atMost">How many, the newest.</param>
    public static IQueryable<Guid> Flows(DbContext context, string key, IReadOnlyCollection<string?>? keyNames, int atMost) => Entries(context)
        .Where(entry => entry.Key == key && (keyNames == null || keyNames.Contains(entry.KeyName)) && entry.ConversationId != null)
        .GroupBy(entry => entry.ConversationId!.Value).OrderByDescending(flow => flow.Max(entry => entry.Id)).Select(flow => flow.Key).Take(atMost);

    // In the order of the index that finds them: by id, PostgreSQL may prefer to walk through all entries in that order; without any, EF Core warns.
    public static IQueryable<JournalEntry> OfFlows(DbContext context, IReadOnlyCollection<Guid> flows, int atMost)
    {
        var ids = flows.Select(id => (Guid?)id).ToArray();
        return Entries(context).Where(entry => ids.Contains(entry.ConversationId)).OrderBy(entry => entry.ConversationId).Take(atMost);
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
