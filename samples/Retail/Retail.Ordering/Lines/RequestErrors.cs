namespace Retail.Ordering.Lines;

/// <summary>
/// What makes a whole request unreadable, as opposed to a line that is read and rejected. Empty when there is nothing to complain about.
/// </summary>
internal static class RequestErrors
{
    public const int MaxNumberLength = 20;
    public const int MaxLines = 10_000;

    public static Dictionary<string, string[]> Of(string number, bool isReturn, IReadOnlyList<RequestedLine?>? lines)
    {
        var errors = new Dictionary<string, string[]>();

        if (number.Length > MaxNumberLength)
            errors["number"] = [$"The number '{number}' is longer than {MaxNumberLength} characters."];
        else if (isReturn && !number.StartsWith('C'))
            errors["number"] = [$"The number of a return begins with C. Send '{number}' to PUT /orders/{number}."];
        else if (!isReturn && number.StartsWith('C'))
            errors["number"] = [$"A number that begins with C is a return. Send '{number}' to PUT /returns/{number}."];

        if (lines is not { Count: > 0 and <= MaxLines })
            errors["lines"] = [$"There must be between 1 and {MaxLines} lines; there are {lines?.Count ?? 0}."];
        else if (lines.Any(line => string.IsNullOrWhiteSpace(line?.StockCode)))
            errors["lines"] = ["Every line must have a stockCode."];

        return errors;
    }
}
