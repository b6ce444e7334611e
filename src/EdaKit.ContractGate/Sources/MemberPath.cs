using System.Reflection;
using System.Text.Json.Serialization;

namespace EdaKit.ContractGate.Sources;

/// <summary>Follows a path of the JSON through the classes that carry it.</summary>
/// <param name="Owner">The class in which the path ends.</param>
/// <param name="Member">The member at its end; null where the class has no such member, or the path is empty.</param>
internal sealed record MemberPath(Type Owner, MemberInfo? Member)
{
    /// <summary>Follows a path as far as the classes of one assembly go, whose source is known.</summary>
    public static MemberPath Follow(Type type, string path)
    {
        var end = new MemberPath(type, null);
        var current = type;

        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "*" || ItemOf(current) is not null)
            {
                current = ItemOf(current) ?? current;
                continue;
            }

            if (current.Assembly != type.Assembly)
                break;

            var member = Find(current, step);
            end = new(current, member);
            if (member is null)
                break;

            current = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        }

        return end;
    }

    private static PropertyInfo? Find(Type type, string name) => type.GetProperties().FirstOrDefault(property =>
        (property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name).Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a list or a dictionary holds; null for all else.</summary>
    private static Type? ItemOf(Type type) => type == typeof(string) ? null : type.GetElementType() ?? type.GetInterfaces().Prepend(type)
        .Where(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(one => one.GetGenericArguments()[0])
        .Select(item => item.IsGenericType && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? item.GetGenericArguments()[1] : item)
        .FirstOrDefault();
}
