using EdaKit.EntityFrameworkCore.Leases;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the table of leases to a model.</summary>
public static class LeaseModelExtensions
{
    /// <summary>
    /// Adds the table <c>edakit_lease</c> to a model. The packages that need it call it; an application has no need to. A second call
    /// changes nothing, also with another schema: the table stays where whoever added it first wants it.
    /// </summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="schema">The table's schema. Default: the model's own default schema. SQLite has no schemas.</param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddLeases(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);

        if (model.Model.FindEntityType(typeof(Lease)) is not null)
            return model;

        return model.Entity<Lease>(lease =>
        {
            lease.ToTable("edakit_lease", schema);
            lease.HasKey(l => l.Name);
            lease.Property(l => l.Name).HasColumnName("name").HasMaxLength(Lease.LongestName);
            lease.Property(l => l.Holder).HasColumnName("holder");
            lease.Property(l => l.Until).HasColumnName("until");
        });
    }
}
