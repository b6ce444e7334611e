using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Fencing;

/// <summary>The statements on the fence, in the application's own names for table and columns.</summary>
internal sealed class FenceSql
{
    private FenceSql(StoreDialect dialect, StoreTable fence)
    {
        Dialect = dialect;
        var now = dialect.UnixMillisecondsNow;
        string operation = fence.Column(nameof(FenceEntry.Operation)), key = fence.Column(nameof(FenceEntry.Key)),
            enteredAt = fence.Column(nameof(FenceEntry.EnteredAt)), closedAt = fence.Column(nameof(FenceEntry.ClosedAt));

        // A conflict with a transaction under way waits for its end, and then sees what it committed: "do nothing" and a look afterwards would not
        // be one step, and a look before would see nothing of a transaction under way.
        Enter = $"""
            insert into {fence.Name} as f ({operation}, {key}, {enteredAt}) values (@operation, @key, {now})
            on conflict ({operation}, {key}) do update set {enteredAt} = coalesce(f.{enteredAt}, excluded.{enteredAt})
            where f.{closedAt} is null
            """;

        Close = $"""
            insert into {fence.Name} as f ({operation}, {key}, {closedAt}) values (@operation, @key, {now})
            on conflict ({operation}, {key}) do update set {closedAt} = coalesce(f.{closedAt}, excluded.{closedAt})
            returning case when {enteredAt} is null then 0 else 1 end
            """;

        ForgetClosed = Forget($"{closedAt} < {now} - @window", closedAt);
        ForgetEntered = Forget($"{closedAt} is null and {enteredAt} < {now} - @window", enteredAt);

        string Forget(string isOld, string age) => $"""
            delete from {fence.Name} where ({operation}, {key}) in (
                select {operation}, {key} from {fence.Name} where {isOld}
                order by {age} limit @at_most{dialect.SkipLocked})
            """;
    }

    public StoreDialect Dialect { get; }

    /// <summary>Parameters by name: operation, key. Changes one row, or none where the operation is closed.</summary>
    public string Enter { get; }

    /// <summary>Parameters by name: operation, key. Answers with 1 where the command was let in, else 0.</summary>
    public string Close { get; }

    /// <summary>Parameters by name: window in ms, at_most.</summary>
    public string ForgetClosed { get; }

    /// <summary>Parameters by name: window in ms, at_most.</summary>
    public string ForgetEntered { get; }

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that EdaKit can store in.</exception>
    public static FenceSql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:FenceSql", Create!, context);

    private static FenceSql Create(DbContext context)
    {
        var dialect = StoreDialect.Of(context) ?? throw new InvalidOperationException(
            $"EdaKit has no SQL for the provider '{context.Database.ProviderName}' of '{context.GetType().Name}'. "
            + $"Use {string.Join(" or ", StoreDialect.All.Select(d => d.Name))}.");

        return new(dialect, StoreTable.Of<FenceEntry>(context)
            ?? throw new InvalidOperationException($"The model of '{context.GetType().Name}' has no fence. Call modelBuilder.AddFence() in its OnModelCreating."));
    }
}
