using EdaKit.AspNetCore.Idempotency.Storage;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the table of idempotency keys to a model.</summary>
public static class IdempotencyModelExtensions
{
    /// <summary>
    /// Adds the table <c>edakit_idempotency</c> to a model, and <c>edakit_lease</c> where it is not there yet, so that the application's migrations
    /// make them. Call it in <c>OnModelCreating</c>. A second call changes nothing.
    /// </summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="schema">
    /// The tables' schema. Default: the model's own default schema. Contexts that share a database need a schema each. SQLite has no schemas.
    /// </param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddIdempotency(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);

        model.Entity<IdempotencyEntry>(entry =>
        {
            entry.ToTable("edakit_idempotency", schema);
            entry.HasKey(e => e.Id);
            entry.Property(e => e.Id).HasColumnName("id").ValueGeneratedNever();
            entry.Property(e => e.Key).HasColumnName("key").HasMaxLength(IdempotencyEntry.LongestKey);
            entry.Property(e => e.Endpoint).HasColumnName("endpoint");
            entry.Property(e => e.Caller).HasColumnName("caller");
            entry.Property(e => e.Fingerprint).HasColumnName("fingerprint");
            entry.Property(e => e.ClaimedAt).HasColumnName("claimed_at");
            entry.Property(e => e.Status).HasColumnName("status");
            entry.Property(e => e.Headers).HasColumnName("headers");
            entry.Property(e => e.Body).HasColumnName("body");
            entry.HasIndex(e => e.ClaimedAt).HasDatabaseName("ix_edakit_idempotency_claimed");
        });

        return model.AddLeases(schema);
    }
}
