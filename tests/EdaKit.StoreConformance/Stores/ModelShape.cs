using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EdaKit.StoreConformance.Stores;

/// <summary>What an application may do to the names of the tables in its own model.</summary>
public sealed class ModelShape
{
    private readonly Action<ModelBuilder> _apply;

    private ModelShape(string name, Action<ModelBuilder> apply)
    {
        Name = name;
        _apply = apply;
    }

    public static ModelShape Plain { get; } = new("plain", model => model.AddOutbox().AddIdempotency().AddFence().AddAnswers().AddSagas().AddJournal());

    public static ModelShape InSchema { get; } = new("in a schema",
        model => model.AddOutbox("sales").AddIdempotency("sales").AddFence("sales").AddAnswers("sales").AddSagas("sales").AddJournal("sales"));

    public static ModelShape InMixedCaseSchema { get; } = new("in a schema of mixed case",
        model => model.AddOutbox("Sales Dept").AddIdempotency("Sales Dept").AddFence("Sales Dept").AddAnswers("Sales Dept").AddSagas("Sales Dept").AddJournal("Sales Dept"));

    /// <summary>The leases stay with the outbox: whoever adds them first says where.</summary>
    public static ModelShape InTwoSchemas { get; } = new("in two schemas",
        model => model.AddOutbox("sales").AddIdempotency("web").AddFence("trips").AddAnswers("trips").AddSagas("trips").AddJournal("trips"));

    public static ModelShape InDefaultSchema { get; } = new("in the model's default schema",
        model => model.HasDefaultSchema("Shop").AddFence().AddAnswers().AddSagas().AddJournal().AddIdempotency().AddOutbox());

    /// <summary>What a naming convention does: it runs after EdaKit's own mappings and renames whatever it finds.</summary>
    public static ModelShape Renamed { get; } = new("renamed by a convention", model =>
    {
        model.AddOutbox().AddIdempotency().AddFence().AddAnswers().AddSagas().AddJournal();

        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName($"T_{entity.GetTableName()}");

            foreach (var property in entity.GetProperties())
                property.SetColumnName($"Order \"{property.GetColumnName().ToUpperInvariant()}\"");
        }
    });

    public static ModelShape Twice { get; } = new("added twice",
        model => model.AddOutbox().AddIdempotency().AddFence().AddAnswers().AddSagas().AddJournal().AddOutbox().AddIdempotency().AddFence().AddAnswers().AddSagas().AddJournal());

    /// <summary>Keys are made in the process, by blocks of a sequence. Of PostgreSQL only.</summary>
    public static ModelShape WithHiLo { get; } = new("with keys by HiLo", model => model.UseHiLo().AddOutbox());

    public static TheoryData<ModelShape> All => [Plain, InSchema, InMixedCaseSchema, InTwoSchemas, InDefaultSchema, Renamed, Twice];

    public string Name { get; }

    public void Apply(ModelBuilder model) => _apply(model);

    public override string ToString() => Name;
}

/// <summary>EF Core keeps one model per type of context; here each shape has its own.</summary>
public sealed class ModelPerShape : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((ConformanceDb)context).Shape.Name, designTime);
}
