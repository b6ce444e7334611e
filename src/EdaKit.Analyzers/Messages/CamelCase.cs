namespace EdaKit.Analyzers.Messages;

/// <summary>
/// The name of a member in the JSON, as System.Text.Json makes it of the name in the code: <c>ShipTo</c> is <c>shipTo</c>, and <c>URLPath</c> is <c>urlPath</c>.
/// </summary>
internal static class CamelCase
{
    public static string Of(string name)
    {
        var letters = name.ToCharArray();

        for (var at = 0; at < letters.Length; at++)
        {
            // Of a run of capitals, the last one begins the next word.
            var endsRun = at > 0 && at + 1 < letters.Length && !char.IsUpper(letters[at + 1]);
            if (endsRun || !char.IsUpper(letters[at]))
                break;

            letters[at] = char.ToLowerInvariant(letters[at]);
        }

        return new(letters);
    }
}
