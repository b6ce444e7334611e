using EdaKit.Outbox.Capture;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Registration;

/// <summary>The contexts of this process that have an outbox, and whose consumers belong to which.</summary>
internal sealed class OutboxBindings(IEnumerable<OutboxBinding> bindings)
{
    public IReadOnlyList<OutboxBinding> All { get; } = [.. bindings];

    /// <summary>The one context there is, or null where there are several.</summary>
    public OutboxBinding? Single => All is [var only] ? only : null;

    /// <summary>The scope's outbox, where the process has one.</summary>
    /// <exception cref="InvalidOperationException">It has several.</exception>
    public IOutbox OutboxOf(IServiceProvider scope) => Single?.OutboxOf(scope)
        ?? throw new InvalidOperationException($"This process has {All.Count} outbox contexts ('{string.Join("', '", All.Select(binding => binding.ContextType.Name))}'), "
            + $"so '{nameof(IOutbox)}' does not say which is meant. Inject '{nameof(IOutbox)}<{All[0].ContextType.Name}>' (or the context you mean).");

    /// <summary>Whether an outbox is the process's message scheduler.</summary>
    public bool IsScheduler => All.Any(binding => binding.Options.Scheduling.Enabled);

    /// <summary>The options of a context.</summary>
    public OutboxOptions OptionsOf<TDb>()
        where TDb : DbContext => All.First(binding => binding.ContextType == typeof(TDb)).Options;

    /// <summary>
    /// The context in whose transaction a consumer works: the one that claims it most closely; with a single context that claims
    /// none, that one for all. Null where nobody claims it.
    /// </summary>
    public OutboxBinding? For(Type consumer) =>
        All.SelectMany(binding => binding.Options.Claims, (binding, claim) => (Binding: binding, Covers: claim.Covers(consumer)))
            .Where(claim => claim.Covers > 0).OrderByDescending(claim => claim.Covers).FirstOrDefault().Binding
        ?? (Single is { } only && (only.Options.Claims.Count == 0 || IsHandler(consumer)) ? only : null);

    /// <summary>Whether a consumer or saga is part of MassTransit's job service, which runs jobs in the background, past any transaction.</summary>
    public static bool IsJobService(Type consumer) => consumer.Assembly == typeof(Bus).Assembly && !IsHandler(consumer);

    // What AddHandler registers is a class of MassTransit around a delegate; whose assembly the delegate is from, it does not tell.
    private static bool IsHandler(Type consumer) =>
        consumer.Assembly == typeof(Bus).Assembly && consumer.Name.StartsWith("MessageHandlerConsumer", StringComparison.Ordinal);
}

/// <summary>One context with an outbox.</summary>
internal sealed class OutboxBinding(Type contextType, OutboxOptions options, Func<IServiceProvider, CaptureBuffer> bufferOf,
    Func<IServiceProvider, DbContext> contextOf, Func<IServiceProvider, IOutbox> outboxOf)
{
    public Type ContextType => contextType;

    public OutboxOptions Options => options;

    public CaptureBuffer BufferOf(IServiceProvider scope) => bufferOf(scope);

    public DbContext ContextOf(IServiceProvider scope) => contextOf(scope);

    public IOutbox OutboxOf(IServiceProvider scope) => outboxOf(scope);

    public static OutboxBinding Of<TDb>(OutboxOptions options)
        where TDb : DbContext =>
        new(typeof(TDb), options, scope => scope.GetRequiredService<CaptureBuffer<TDb>>(), scope => scope.GetRequiredService<TDb>(),
            scope => scope.GetRequiredService<IOutbox<TDb>>());
}
