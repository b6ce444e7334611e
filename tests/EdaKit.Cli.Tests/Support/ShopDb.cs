using EdaKit.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EdaKit.Cli.Tests.Support;

[EventContract("shop.order-placed", version: 1)]
public sealed record OrderPlaced([property: BusinessKey] string OrderNumber);

[EventContract("shop.invoice-issued", version: 1)]
public sealed record InvoiceIssued([property: BusinessKey] string OrderNumber);

/// <summary>Where the tables of a shop are, beside its database.</summary>
public sealed record ShopSchema(string? Name);

public sealed class ShopDb(DbContextOptions<ShopDb> options, ShopSchema schema) : DbContext(options)
{
    public string? Schema => schema.Name;

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox(schema.Name);
}

/// <summary>EF Core keeps one model for a context's class, unless it is told what else makes a difference.</summary>
public sealed class ModelForSchema : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as ShopDb)?.Schema, designTime);
}
