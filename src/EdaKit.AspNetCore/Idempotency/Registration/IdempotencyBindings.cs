namespace EdaKit.AspNetCore.Idempotency.Registration;

/// <summary>The contexts of this process that keep idempotency keys.</summary>
internal sealed class IdempotencyBindings(IEnumerable<IdempotencyBinding> bindings)
{
    public IReadOnlyList<IdempotencyBinding> All { get; } = [.. bindings];

    /// <summary>That start-up found it, the rules see to.</summary>
    public IdempotencyBinding Of(Type contextType) => All.First(binding => binding.ContextType == contextType);
}
