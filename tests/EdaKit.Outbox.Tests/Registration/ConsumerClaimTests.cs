using System.Reflection;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Tests.Registration.Claims;
using EdaKit.Outbox.Tests.Registration.Claims.Inner;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Tests.Registration;

/// <summary>Whose transaction a consumer works in, where modules are namespaces of one assembly.</summary>
public sealed class ConsumerClaimTests
{
    private static readonly Assembly Assembly = typeof(ConsumerClaimTests).Assembly;

    [Fact]
    public void For_the_closest_claim_wins_whatever_the_order_is()
    {
        Assert.Equal([typeof(WholeDb), typeof(OuterDb), typeof(InnerDb)], Owners(Whole, Outer, Inner));
        Assert.Equal([typeof(WholeDb), typeof(OuterDb), typeof(InnerDb)], Owners(Inner, Outer, Whole));
    }

    [Fact]
    public void For_a_namespace_covers_what_is_below_it() => Assert.Equal([null, typeof(OuterDb), typeof(OuterDb)], Owners(Outer));

    [Fact]
    public void For_a_namespace_covers_nothing_beside_it() => Assert.Equal([null, null, typeof(InnerDb)], Owners(Inner));

    private static OutboxBinding Whole() => OutboxBinding.Of<WholeDb>(new OutboxOptions().ForConsumersFrom(Assembly));

    private static OutboxBinding Outer() => OutboxBinding.Of<OuterDb>(new OutboxOptions().ForConsumersFromNamespaceContaining<OuterConsumer>());

    private static OutboxBinding Inner() => OutboxBinding.Of<InnerDb>(new OutboxOptions().ForConsumersFromNamespaceContaining<InnerConsumer>());

    /// <summary>The contexts of a consumer elsewhere, one in the outer namespace, and one in the inner.</summary>
    private static Type?[] Owners(params Func<OutboxBinding>[] bindings)
    {
        var all = new OutboxBindings(bindings.Select(make => make()));
        return [.. new[] { typeof(ConsumerClaimTests), typeof(OuterConsumer), typeof(InnerConsumer) }.Select(consumer => all.For(consumer)?.ContextType)];
    }

    private sealed class WholeDb : DbContext;

    private sealed class OuterDb : DbContext;

    private sealed class InnerDb : DbContext;
}
