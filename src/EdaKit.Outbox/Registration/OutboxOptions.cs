using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Registration;

/// <summary>How the outbox and inbox of one context work. Values out of range are reported when the bus starts (EDA0210).</summary>
public sealed class OutboxOptions
{
    private readonly HashSet<ConsumerClaim> _claims = [];
    private readonly List<IOutboxExtension> _extensions = [];
    private int _registered;

    internal OutboxOptions()
    {
    }

    /// <summary>The relay, which sends what the outbox holds.</summary>
    public RelayOptions Relay { get; } = new();

    /// <summary>Lanes, which keep messages with the same key in order.</summary>
    public LaneOptions Lanes { get; } = new();

    /// <summary>How full the outbox may become.</summary>
    public LimitOptions Limits { get; } = new();

    /// <summary>The inbox, which recognizes duplicates.</summary>
    public InboxOptions Inbox { get; } = new();

    /// <summary>The outbox as MassTransit's message scheduler.</summary>
    public SchedulingOptions Scheduling { get; } = new();

    /// <summary>
    /// Declares whose consumers and sagas work in this context's transaction. With a single outbox context it need not be called: then all
    /// do. With several, a consumer that nobody claims is reported when the bus starts (EDA0204).
    /// </summary>
    /// <param name="assembly">The assembly that the consumers are in.</param>
    /// <returns>The same options.</returns>
    public OutboxOptions ForConsumersFrom(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        _claims.Add(new(assembly, null));
        return this;
    }

    /// <summary>
    /// Declares the same for a part of an assembly: the consumers and sagas in a type's namespace and in those below it. It goes before a claim of the whole
    /// assembly, and a longer namespace before a shorter one. For an application whose modules are namespaces.
    /// </summary>
    /// <typeparam name="T">Any type of the namespace, such as one of the consumers.</typeparam>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The type has no namespace.</exception>
    public OutboxOptions ForConsumersFromNamespaceContaining<T>()
    {
        if (typeof(T).Namespace is not { } name)
            throw new ArgumentException($"'{typeof(T).Name}' has no namespace. Name a type that has one, or call {nameof(ForConsumersFrom)} for the whole assembly.");

        _claims.Add(new(typeof(T).Assembly, name));
        return this;
    }

    /// <summary>
    /// Adds what another package brings, such as <c>UsePostgreSql()</c> of <c>EdaKit.Outbox.PostgreSql</c>. For those who write such packages.
    /// </summary>
    /// <typeparam name="TExtension">The extension's type. An outbox has one of each.</typeparam>
    /// <param name="create">Makes the extension, where the outbox has none of the type yet.</param>
    /// <returns>The outbox's extension of the type.</returns>
    public TExtension With<TExtension>(Func<TExtension> create)
        where TExtension : class, IOutboxExtension
    {
        ArgumentNullException.ThrowIfNull(create);

        if (_extensions.OfType<TExtension>().FirstOrDefault() is { } existing)
            return existing;

        var extension = create();
        _extensions.Add(extension);
        return extension;
    }

    /// <summary>Registers what the extensions bring that have come since the last call.</summary>
    internal void RegisterExtensions<TDb>(IServiceCollection services)
        where TDb : DbContext
    {
        for (; _registered < _extensions.Count; _registered++)
            _extensions[_registered].Register<TDb>(services);
    }

    internal IReadOnlySet<ConsumerClaim> Claims => _claims;
}
