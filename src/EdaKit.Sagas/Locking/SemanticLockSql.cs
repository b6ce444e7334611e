using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Locking;

/// <summary>The statements on semantic locks, in the application's own names for table and columns.</summary>
internal sealed class SemanticLockSql
{
    private SemanticLockSql(StoreDialect dialect, StoreTable locks)
    {
        var now = dialect.UnixMillisecondsNow;
        string resource = locks.Column(nameof(SemanticLockEntry.Resource)), ownerId = locks.Column(nameof(SemanticLockEntry.OwnerId)),
            ownerName = locks.Column(nameof(SemanticLockEntry.OwnerName)), since = locks.Column(nameof(SemanticLockEntry.Since));
        var isOwner = $"{ownerId} = @owner_id and {ownerName} = @owner_name";

        // A conflict with a transaction under way waits for its end: no exception, after which PostgreSQL would refuse the rest of the transaction. It must not become
        // an update: that would lock the row of another owner until this transaction ends, and keep the owner from releasing it.
        Lock = $"""
            insert into {locks.Name} ({resource}, {ownerId}, {ownerName}, {since}) values (@resource, @owner_id, @owner_name, {now})
            on conflict ({resource}) do nothing
            """;

        Release = $"delete from {locks.Name} where {resource} = @resource and {isOwner}";
        ReleaseAll = $"delete from {locks.Name} where {isOwner}";
        Find = $"select {resource}, {ownerId}, {ownerName}, {since}, {now} - {since} from {locks.Name} where {resource} = @resource";
    }

    /// <summary>Parameters by name: resource, owner_id, owner_name. Changes one row, or none where somebody has it.</summary>
    public string Lock { get; }

    /// <summary>Parameters by name: resource, owner_id, owner_name.</summary>
    public string Release { get; }

    /// <summary>Parameters by name: owner_id, owner_name.</summary>
    public string ReleaseAll { get; }

    /// <summary>Parameter by name: resource. Answers with resource, owner's id and name, since, age in ms.</summary>
    public string Find { get; }

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that EdaKit can store in.</exception>
    public static SemanticLockSql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:SemanticLockSql", Create!, context);

    private static SemanticLockSql Create(DbContext context)
    {
        var dialect = StoreDialect.Of(context) ?? throw new InvalidOperationException(
            $"EdaKit has no SQL for the provider '{context.Database.ProviderName}' of '{context.GetType().Name}'. "
            + $"Use {string.Join(" or ", StoreDialect.All.Select(d => d.Name))}.");

        return new(dialect, StoreTable.Of<SemanticLockEntry>(context) ?? throw new InvalidOperationException(
            $"The model of '{context.GetType().Name}' has no table for semantic locks. Call modelBuilder.AddSagas() in its OnModelCreating."));
    }
}
