using Npgsql;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>How relays hear of each other's records.</summary>
public sealed class NotificationOptions
{
    /// <summary>
    /// Where the connection that listens comes from. Default null: from the context. Set it where the context's connections go through a pooler
    /// that gives each transaction another session, such as PgBouncer in transaction mode, since LISTEN needs a session of its own; it must lead to
    /// the same database.
    /// </summary>
    public NpgsqlDataSource? DataSource { get; set; }

    /// <summary>
    /// After how much silence the connection that listens is tried with a statement, 1 second to 10 minutes. Default 30 seconds. A connection can
    /// die without a word; until that is noticed, the relay's poll finds the records.
    /// </summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(30);
}
