using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace EdaKit.ContractGate.Export;

/// <summary>Which names the members of a dictionary may have, by the type of its keys; System.Text.Json leaves it out.</summary>
internal static class NameSchemas
{
    /// <summary>The schema of the names that keys of a type are written as; null where nothing is known of them, as of text.</summary>
    /// <param name="key">The type of the keys.</param>
    /// <param name="options">The options that write and read them.</param>
    public static JsonObject? Of(Type key, JsonSerializerOptions options)
    {
        // Flags are written as any number of names.
        if (key.IsEnum)
            return key.IsDefined(typeof(FlagsAttribute), inherit: false) ? null : new() { ["enum"] = NamesOf(key, options) };

        if (ScalarSchemas.Ranges.TryGetValue(key, out var range))
            return new() { ["pattern"] = PatternOf(range.Least, range.Greatest) };

        return (options.GetJsonSchemaAsNode(key) as JsonObject)?["format"] is { } format ? new() { ["format"] = format.DeepClone() } : null;
    }

    /// <summary>Patterns are compared by their text, which is another one for each type of numbers.</summary>
    private static string PatternOf(decimal least, decimal greatest)
    {
        var digits = greatest.ToString(CultureInfo.InvariantCulture).Length;
        return $"^{(least < 0 ? "-?" : "")}[0-9]{{1,{digits}}}$";
    }

    /// <summary>Keys are names, also where values are numbers.</summary>
    private static JsonArray NamesOf(Type key, JsonSerializerOptions options)
    {
        var all = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, typeof(bool)))!;
        foreach (var value in Enum.GetValues(key))
            all[value] = true;

        return [.. JsonSerializer.SerializeToNode(all, all.GetType(), options)!.AsObject().Select(name => JsonValue.Create(name.Key))];
    }
}
