using Microsoft.EntityFrameworkCore;

namespace Retail.Scoring;

/// <summary>The scores and what the model has learned, with scoring's own outbox and inbox.</summary>
internal sealed class ScoringDb(DbContextOptions<ScoringDb> options) : DbContext(options)
{
    public DbSet<OrderScore> Scores => Set<OrderScore>();
    public DbSet<LearnedModel> Models => Set<LearnedModel>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("scoring");

        modelBuilder.Entity<OrderScore>(score =>
        {
            score.HasKey(s => s.OrderNumber);
            score.ComplexProperty(s => s.Features);
        });
        modelBuilder.Entity<LearnedModel>(model =>
        {
            model.HasKey(m => m.Name);
            model.Property(m => m.Version).IsConcurrencyToken();
        });

        modelBuilder.AddOutbox();
        modelBuilder.AddJournal();
    }

    /// <summary>
    /// The model as it has learned so far. The first message ever makes it; should two do that at the same moment, the primary key lets one
    /// through, and the bus tries the other again.
    /// </summary>
    public async Task<LearnedModel> ReturnRiskModel(CancellationToken cancellationToken)
    {
        if (await Models.SingleOrDefaultAsync(model => model.Name == LearnedModel.ReturnRisk, cancellationToken) is { } known)
            return known;

        return Models.Add(LearnedModel.New()).Entity;
    }
}
