namespace EdaKit.Tracing.Explaining;

/// <summary>How people name a kind of key: by its member, such as <c>OrderNumber</c>, or by what that is the key of, such as <c>order</c>.</summary>
internal static class KeyKind
{
    /// <summary>Whether a member is a key of that kind: it has that name, or has it without its last word. Only letters and digits count, in any writing.</summary>
    public static bool Matches(string? keyName, string kind)
    {
        if (keyName is null)
            return false;

        var asked = Words.Plain(kind);
        return Words.Plain(keyName) == asked || Words.Plain(WithoutLastWord(keyName)) == asked;
    }

    private static string WithoutLastWord(string name)
    {
        var end = name.Length - 1;
        while (end > 0 && !IsBeginning(name, end))
            end--;

        return end > 0 ? name[..end] : name;
    }

    // An abbreviation is one word: of OrderID, ID.
    private static bool IsBeginning(string name, int at) => char.IsUpper(name[at]) && !char.IsUpper(name[at - 1]);
}
