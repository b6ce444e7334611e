using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace EdaKit.Contracts;

/// <summary>Compiles the getter of a business key once, since it runs for every message that is sent.</summary>
internal static class BusinessKeyReader
{
    public static bool Supports(Type keyType)
    {
        var type = Nullable.GetUnderlyingType(keyType) ?? keyType;

        return type == typeof(string) || type == typeof(Guid) || type.IsEnum
            || type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte)
            || type == typeof(uint) || type == typeof(ulong) || type == typeof(ushort) || type == typeof(sbyte);
    }

    public static Func<object, string?> For(Type messageType, PropertyInfo member)
    {
        var message = Expression.Parameter(typeof(object));
        var value = Expression.Convert(Expression.Property(Expression.Convert(message, messageType), member), typeof(object));
        var read = Expression.Lambda<Func<object, object?>>(value, message).Compile();

        return instance => Convert.ToString(read(instance), CultureInfo.InvariantCulture);
    }
}
