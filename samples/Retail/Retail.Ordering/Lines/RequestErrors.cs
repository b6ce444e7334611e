namespace Retail.Ordering.Lines;

/// <summary>
/// What makes a whole request unreadable, as opposed to a line that is read and rejected. Empty when there is nothing to complain about.
/// The limits are those of the whole shop: what is accepted here every later service must be able to store and to add up, because none of
/// them can send it back any more.
/// </summary>
internal static class RequestErrors
{
    public const int MaxNumberLength = 20;
    public const int MaxLines = 10_000;

    /// <summary>Services look orders up by such texts, and PostgreSQL has no index for very long ones.</summary>
    public const int MaxTextLength = 500;

    /// <summary>Pieces of the accepted lines together.</summary>
    public const int MaxPieces = 10_000_000;

    /// <summary>Pounds of the accepted lines together.</summary>
    public const int MaxTotal = 1_000_000_000;

    /// <param name="number">The number that the address names.</param>
    /// <param name="isReturn">Whether the address is that of a return.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="texts">What else the request says, with the names that it has there.</param>
    public static Dictionary<string, string[]> Of(
        string number, bool isReturn, IReadOnlyList<RequestedLine?>? lines, params ReadOnlySpan<(string Name, string? Text)> texts)
    {
        var errors = new Dictionary<string, string[]>();

        if (ErrorOfNumber(number, isReturn) is { } wrongNumber)
            errors["number"] = [wrongNumber];
        if (ErrorOfLines(lines) is { } wrongLines)
            errors["lines"] = [wrongLines];
        foreach (var (name, text) in texts)
        {
            if (!CanBeKept(text))
                errors[name] = [$"The {name} must have at most {MaxTextLength} characters, none of them character 0."];
        }

        return errors;
    }

    private static string? ErrorOfNumber(string number, bool isReturn)
    {
        if (number.Length > MaxNumberLength)
            return $"The number '{number}' is longer than {MaxNumberLength} characters.";
        if (number.Any(char.IsControl))
            return "The number has control characters, such as the end of a line.";
        if (isReturn && !number.StartsWith('C'))
            return $"The number of a return begins with C. Send '{number}' to PUT /orders/{number}.";
        if (!isReturn && number.StartsWith('C'))
            return $"A number that begins with C is a return. Send '{number}' to PUT /returns/{number}.";
        return null;
    }

    private static string? ErrorOfLines(IReadOnlyList<RequestedLine?>? lines)
    {
        if (lines is not { Count: > 0 and <= MaxLines })
            return $"There must be between 1 and {MaxLines} lines; there are {lines?.Count ?? 0}.";
        if (lines.Any(line => string.IsNullOrWhiteSpace(line?.StockCode)))
            return "Every line must have a stockCode.";
        if (!lines.All(line => CanBeKept(line!.StockCode) && CanBeKept(line.Description)))
            return $"Every stockCode and description must have at most {MaxTextLength} characters, none of them character 0.";

        // Wider types than those of the shop: what is too much for these must not be too much for the check.
        var accepted = lines.OfType<RequestedLine>().Where(CheckedLines.Accepts).ToList();
        if (accepted.Sum(line => (long)line.Quantity) > MaxPieces)
            return $"The lines must have at most {MaxPieces} pieces together.";
        if (accepted.Sum(line => line.Quantity * (double)line.UnitPrice) > MaxTotal)
            return $"The lines must cost at most {MaxTotal} pounds together.";
        return null;
    }

    private static bool CanBeKept(string? text) => text is not { Length: > MaxTextLength } && text?.Contains('\0') != true;
}
