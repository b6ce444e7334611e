using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.EntityFrameworkCore.Dialects;

/// <summary>
/// The table of an entity type as the application's model names it, quoted for SQL. Hand-written SQL asks here, so that a schema, a
/// prefix or a naming convention of the application holds for it too.
/// </summary>
public sealed class StoreTable
{
    private readonly IEntityType _entity;
    private readonly StoreObjectIdentifier _table;
    private readonly ISqlGenerationHelper _sql;

    private StoreTable(IEntityType entity, StoreObjectIdentifier table, ISqlGenerationHelper sql)
    {
        _entity = entity;
        _table = table;
        _sql = sql;
        Name = sql.DelimitIdentifier(table.Name, table.Schema);
    }

    /// <summary>The table's quoted name, with its schema where it has one.</summary>
    public string Name { get; }

    /// <summary>The quoted name of the column that holds a property.</summary>
    /// <param name="property">A mapped property's name.</param>
    /// <returns>The quoted column name.</returns>
    /// <exception cref="InvalidOperationException">The model does not map the property.</exception>
    public string Column(string property) =>
        _entity.FindProperty(property)?.GetColumnName(_table) is { } column
            ? _sql.DelimitIdentifier(column)
            : throw new InvalidOperationException($"The model maps no column for '{_entity.DisplayName()}.{property}'. Leave EdaKit's entities as AddOutbox maps them.");

    /// <summary>Finds the table of an entity type.</summary>
    /// <typeparam name="TEntity">The entity type.</typeparam>
    /// <param name="context">A context.</param>
    /// <returns>The table, or null where the context's model does not have the entity.</returns>
    public static StoreTable? Of<TEntity>(DbContext context)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.Model.FindEntityType(typeof(TEntity)) is { } entity ? Find(context, entity) : null;
    }

    /// <summary>The table of an entity type.</summary>
    /// <param name="context">A context.</param>
    /// <param name="entity">An entity type of its model that has a table.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidOperationException">The entity type has no table.</exception>
    public static StoreTable Of(DbContext context, IEntityType entity)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entity);

        return Find(context, entity) ?? throw new InvalidOperationException($"'{entity.DisplayName()}' has no table. Map it with ToTable.");
    }

    private static StoreTable? Find(DbContext context, IEntityType entity) => StoreObjectIdentifier.Create(entity, StoreObjectType.Table) is { } table
        ? new StoreTable(entity, table, context.GetService<ISqlGenerationHelper>())
        : null;
}
