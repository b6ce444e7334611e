using EdaKit.Sagas.Fencing;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the table of the fence to a model.</summary>
public static class FenceModelExtensions
{
    /// <summary>
    /// Adds the table <c>edakit_fence</c> to a model, and <c>edakit_lease</c> where it is not there yet, so that the application's migrations
    /// make them. Call it in <c>OnModelCreating</c>. A second call changes nothing.
    /// </summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="schema">
    /// The tables' schema. Default: the model's own default schema. Contexts that share a database need a schema each. SQLite has no schemas.
    /// </param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddFence(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);

        model.Entity<FenceEntry>(entry =>
        {
            entry.ToTable("edakit_fence", schema);
            entry.HasKey(e => new { e.Operation, e.Key });
            entry.Property(e => e.Operation).HasColumnName("operation").HasMaxLength(FenceEntry.LongestOperation);
            entry.Property(e => e.Key).HasColumnName("key");
            entry.Property(e => e.EnteredAt).HasColumnName("entered_at");
            entry.Property(e => e.ClosedAt).HasColumnName("closed_at");

            // Finds both kinds of what is to be forgotten: the closed by the first column, the others behind its null by the second.
            entry.HasIndex(e => new { e.ClosedAt, e.EnteredAt }).HasDatabaseName("ix_edakit_fence_age");
        });

        return model.AddLeases(schema);
    }
}
