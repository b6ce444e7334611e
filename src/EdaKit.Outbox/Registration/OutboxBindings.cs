using EdaKit.Outbox.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Registration;

/// <summary>The contexts of this process that have an outbox, and whose consumers belong to which.</summary>
internal sealed class OutboxBindings(IEnumerable<OutboxBinding> bindings)
{
    public IReadOnlyList<OutboxBinding> All { get; } = [.. bindings];

    /// <summary>The one context there is, or null where there are several.</summary>
    public OutboxBinding? Single => All is [var only] ? only : null;

    /// <summary>
    /// The context in whose transaction a consumer works: the one that claims the consumer's assembly; with a single context that claims
    /// none, that one for all. Null where nobody claims it.
    /// </summary>
    public OutboxBinding? For(Type consumer) =>
        All.FirstOrDefault(binding => binding.Options.ConsumerAssemblies.Contains(consumer.Assembly))
        ?? (Single is { } only && only.Options.ConsumerAssemblies.Count == 0 ? only : null);
}

/// <summary>One context with an outbox.</summary>
internal sealed class OutboxBinding(Type contextType, OutboxOptions options, Func<IServiceProvider, CaptureBuffer> bufferOf, Func<IServiceProvider, DbContext> contextOf)
{
    public Type ContextType => contextType;

    public OutboxOptions Options => options;

    public CaptureBuffer BufferOf(IServiceProvider scope) => bufferOf(scope);

    public DbContext ContextOf(IServiceProvider scope) => contextOf(scope);

    public static OutboxBinding Of<TDb>(OutboxOptions options)
        where TDb : DbContext =>
        new(typeof(TDb), options, scope => scope.GetRequiredService<CaptureBuffer<TDb>>(), scope => scope.GetRequiredService<TDb>());
}
