using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EdaKit.EntityFrameworkCore.Tests.Dialects;

public sealed class StoreTableTests
{
    // Building a model opens no connection, so no server is needed here.
    private static readonly DbContextOptions PostgreSql = new DbContextOptionsBuilder().UseNpgsql("Host=127.0.0.1").Options;
    private static readonly DbContextOptions Sqlite = new DbContextOptionsBuilder().UseSqlite("Data Source=none.db").Options;

    [Fact]
    public void Of_plain_entity_quotes_table_and_columns()
    {
        using var db = new ModelDb(PostgreSql, model => model.Entity<Note>().ToTable("notes").Property(n => n.Text).HasColumnName("Text Of \"Note\""));
        var table = StoreTable.Of<Note>(db)!;

        Assert.Equal("notes", table.Name);
        Assert.Equal("\"Text Of \"\"Note\"\"\"", table.Column(nameof(Note.Text)));
        Assert.Equal("\"Id\"", table.Column(nameof(Note.Id)));
    }

    [Fact]
    public void Of_entity_in_a_schema_names_the_schema()
    {
        using var db = new ModelDb(PostgreSql, model => model.Entity<Note>().ToTable("Notes", "Sales Dept"));

        Assert.Equal("\"Sales Dept\".\"Notes\"", StoreTable.Of<Note>(db)!.Name);
    }

    [Fact]
    public void Of_entity_takes_the_default_schema_of_the_model()
    {
        using var db = new ModelDb(PostgreSql, model => model.HasDefaultSchema("sales").Entity<Note>().ToTable("notes"));

        Assert.Equal("sales.notes", StoreTable.Of<Note>(db)!.Name);
    }

    [Fact]
    public void Of_entity_on_Sqlite_has_no_schema()
    {
        using var db = new ModelDb(Sqlite, model => model.Entity<Note>().ToTable("Notes"));

        Assert.Equal("\"Notes\"", StoreTable.Of<Note>(db)!.Name);
    }

    [Fact]
    public void Of_entity_that_the_model_lacks_is_null()
    {
        using var db = new ModelDb(PostgreSql, model => model.Entity<Note>());

        Assert.Null(StoreTable.Of<Trace>(db));
    }

    [Fact]
    public void Of_entity_without_a_table_is_null()
    {
        using var db = new ModelDb(PostgreSql, model => model.Entity<Note>().ToView("notes"));

        Assert.Null(StoreTable.Of<Note>(db));
    }

    [Fact]
    public void Column_of_an_unmapped_property_throws()
    {
        using var db = new ModelDb(PostgreSql, model => model.Entity<Note>().Ignore(n => n.Text));

        var error = Assert.Throws<InvalidOperationException>(() => StoreTable.Of<Note>(db)!.Column(nameof(Note.Text)));

        Assert.Contains("'Note.Text'", error.Message, StringComparison.Ordinal);
        Assert.Contains("AddOutbox", error.Message, StringComparison.Ordinal);
    }

    /// <summary>EF Core caches a model per context type; here every context has its own.</summary>
    private sealed class ModelDb(DbContextOptions options, Action<ModelBuilder> model) : DbContext(options)
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.ReplaceService<IModelCacheKeyFactory, NeverShared>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => model(modelBuilder);
    }

    private sealed class NeverShared : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => new();
    }
}
