using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EdaKit.EntityFrameworkCore.Leases;

/// <summary>The statements on leases, in the application's own names for table and columns.</summary>
internal sealed class LeaseSql
{
    private LeaseSql(StoreDialect dialect, StoreTable lease)
    {
        Dialect = dialect;
        var now = dialect.UnixMillisecondsNow;
        string name = lease.Column(nameof(Lease.Name)), holder = lease.Column(nameof(Lease.Holder)), until = lease.Column(nameof(Lease.Until));

        // Sorted, so that two holders who want the same wait for each other instead of deadlocking.
        Take = $"""
            insert into {lease.Name} as l ({name}, {holder}, {until})
            select n.id, @holder, {now} + @duration from ({dialect.IdsOf("@names")}) as n where true order by n.id
            on conflict ({name}) do update set {holder} = excluded.{holder}, {until} = excluded.{until}
            where l.{holder} = excluded.{holder} or l.{until} <= {now}
            returning {name}
            """;

        GiveBack = $"delete from {lease.Name} where {holder} = @holder and {dialect.IsOneOf(name, "@names")}";
        List = $"select {name}, {holder} from {lease.Name} where substr({name}, 1, length(@prefix)) = @prefix and {until} > {now}";
        Forget = $"""
            delete from {lease.Name} where {dialect.IsOneFound(name, $"select {name} from {lease.Name} where substr({name}, 1, length(@prefix)) = @prefix "
                + $"and {until} < {now} - @over order by {name} limit @at_most{dialect.SkipLocked}")}
            """;
    }

    public StoreDialect Dialect { get; }

    /// <summary>Parameters by name: holder, names, duration in ms. Answers with the names of those that are the holder's now.</summary>
    public string Take { get; }

    /// <summary>Parameters by name: holder, names.</summary>
    public string GiveBack { get; }

    /// <summary>Parameters by name: prefix. Answers with name and holder.</summary>
    public string List { get; }

    /// <summary>Parameters by name: prefix, over in ms, at_most.</summary>
    public string Forget { get; }

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that EdaKit can store in.</exception>
    public static LeaseSql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:LeaseSql", Create!, context);

    private static LeaseSql Create(DbContext context)
    {
        var dialect = StoreDialect.Of(context) ?? throw new InvalidOperationException(
            $"EdaKit has no SQL for the provider '{context.Database.ProviderName}' of '{context.GetType().Name}'. Use {string.Join(" or ", StoreDialect.All.Select(d => d.Name))}.");

        return new(dialect, StoreTable.Of<Lease>(context)
            ?? throw new InvalidOperationException($"The model of '{context.GetType().Name}' has no leases. Call modelBuilder.AddLeases() in its OnModelCreating."));
    }
}
