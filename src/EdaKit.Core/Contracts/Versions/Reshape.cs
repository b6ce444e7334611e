using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace EdaKit.Contracts.Versions;

/// <summary>
/// Says how an older version of a contract differs from the type that reads it, so that no class of the older version need be kept. What is not named
/// here is read as it is; members of the older version that the type does not have are passed over.
/// </summary>
/// <typeparam name="T">A class or record that carries a later version of the contract.</typeparam>
public sealed class Reshape<T>
    where T : class
{
    private readonly List<(string Older, PropertyInfo Member)> _renamed = [];
    private readonly List<PropertyInfo> _filled = [];
    private Action<T>? _fill;

    internal Reshape()
    {
    }

    /// <summary>The older version called a member otherwise.</summary>
    /// <param name="older">Its name on the wire then, as in the JSON.</param>
    /// <param name="member">The member of today, such as <c>order =&gt; order.CustomerName</c>.</param>
    /// <returns>The same object.</returns>
    /// <exception cref="ArgumentException">The expression is no property of <typeparamref name="T"/>, or it is named twice.</exception>
    public Reshape<T> Rename<TValue>(string older, Expression<Func<T, TValue>> member)
    {
        ArgumentException.ThrowIfNullOrEmpty(older);

        var property = PropertyOf(member);
        CheckOnce(property);
        _renamed.Add((older, property));
        return this;
    }

    /// <summary>The older version did not have a member. Every message of it gets this value, also where its JSON should hold one of that name.</summary>
    /// <param name="member">The member, such as <c>order =&gt; order.Currency</c>. A property with a setter, of which <c>init</c> is one.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same object.</returns>
    /// <exception cref="ArgumentException">The expression is no property of <typeparamref name="T"/> that can be set, or it is named twice.</exception>
    public Reshape<T> Default<TValue>(Expression<Func<T, TValue>> member, TValue value)
    {
        var property = PropertyOf(member);
        var setter = property.SetMethod
            ?? throw new ArgumentException($"'{property.Name}' of '{typeof(T)}' cannot be set. Give it a set or init accessor, or use Upcast or UpcastJson.", nameof(member));
        CheckOnce(property);

        var set = setter.CreateDelegate<Action<T, TValue>>();
        _filled.Add(property);
        _fill += message => set(message, value);
        return this;
    }

    /// <summary>Changes how the type is read, and no other.</summary>
    internal void Apply(JsonTypeInfo typeInfo)
    {
        if (typeInfo.Type != typeof(T))
            return;

        foreach (var (older, member) in _renamed)
            Find(typeInfo, member).Name = older;

        // What is filled is not read from the wire, where another member may have had its name: it gets one that no message has.
        foreach (var property in _filled.Select(member => Find(typeInfo, member)))
            (property.IsRequired, property.Name) = (false, $"\0{property.Name}");

        if (_fill is not { } fill)
            return;

        var others = typeInfo.OnDeserialized;
        typeInfo.OnDeserialized = message =>
        {
            others?.Invoke(message);
            fill((T)message);
        };
    }

    private static JsonPropertyInfo Find(JsonTypeInfo typeInfo, PropertyInfo member) =>
        typeInfo.Properties.FirstOrDefault(property => property.AttributeProvider is PropertyInfo other && other.Name == member.Name)
        ?? throw new InvalidOperationException($"'{member.Name}' of '{typeof(T)}' is not read from JSON, so it cannot be reshaped. Is it ignored there?");

    private static PropertyInfo PropertyOf<TValue>(Expression<Func<T, TValue>> member)
    {
        ArgumentNullException.ThrowIfNull(member);

        return member.Body is MemberExpression { Member: PropertyInfo property, Expression: ParameterExpression }
            ? property
            : throw new ArgumentException($"'{member}' is no property of '{typeof(T)}'. Write it like 'order => order.CustomerName'.", nameof(member));
    }

    private void CheckOnce(PropertyInfo property)
    {
        if (_filled.Contains(property) || _renamed.Exists(renamed => renamed.Member == property))
            throw new ArgumentException($"'{property.Name}' of '{typeof(T)}' is reshaped twice. Name it once.");
    }
}
