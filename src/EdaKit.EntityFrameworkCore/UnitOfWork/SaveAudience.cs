using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>
/// Whether somebody of the application is told when a context has saved or committed: an override of <c>SaveChanges</c>, an interceptor, a
/// subscriber. Who is may publish then, in the belief that the transaction is still open.
/// </summary>
internal static class SaveAudience
{
    private static readonly ConcurrentDictionary<Type, bool> Overrides = new();
    private static readonly ConditionalWeakTable<IDbContextOptions, StrongBox<bool>> Interceptors = [];

    public static bool IsEmpty(DbContext context) =>
        !Overrides.GetOrAdd(context.GetType(), OverridesSave) && !HasInterceptors(context) && SubscribersOf(context) is null;

    private static bool OverridesSave(Type context) => context.GetMethods()
        .Where(method => method.Name is nameof(DbContext.SaveChanges) or nameof(DbContext.SaveChangesAsync))
        .Any(method => method.DeclaringType != typeof(DbContext));

    private static bool HasInterceptors(DbContext context) =>
        Interceptors.GetValue(context.GetService<IDbContextOptions>(), static options => new(
            options.FindExtension<CoreOptionsExtension>()?.Interceptors?.Any(interceptor =>
                interceptor is (ISaveChangesInterceptor or IDbTransactionInterceptor) and not UnitOfWorkInterceptor and not Sqlite.SqliteWriteGateInterceptor) ?? false)).Value;

    // EF Core does not say who subscribed to its event.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = nameof(DbContext.SavedChanges))]
    private static extern ref EventHandler<SavedChangesEventArgs>? SubscribersOf(DbContext context);
}
