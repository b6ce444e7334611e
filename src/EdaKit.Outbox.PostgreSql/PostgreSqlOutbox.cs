using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.PostgreSql;

/// <summary>
/// The context of an outbox whose application uses no EF Core: it has the outbox's tables, with <c>UseAnswers()</c> that of the answers, with <c>UseJournal&lt;PostgreSqlOutbox&gt;()</c>
/// that of the journal, and nothing else. Its name stands for the outbox in <see cref="IOutboxOperations{TDb}"/>, health checks, logs and metrics. Applications register it by <c>UseOutbox(dataSource)</c>.
/// </summary>
/// <param name="options">The context's options.</param>
public sealed class PostgreSqlOutbox(DbContextOptions<PostgreSqlOutbox> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox().AddModelParts(options);
}
