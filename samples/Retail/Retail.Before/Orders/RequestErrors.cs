namespace Retail.Before.Orders;

/// <summary>What makes a request unacceptable. Empty when there is nothing to complain about.</summary>
internal static class RequestErrors
{
    public const int MaxNumberLength = 20;
    public const int MaxLines = 10_000;

    public static Dictionary<string, string[]> Of(string number, IReadOnlyList<RequestedLine?>? lines)
    {
        var errors = new Dictionary<string, string[]>();

        if (number.Length > MaxNumberLength)
            errors["number"] = [$"The number '{number}' is longer than {MaxNumberLength} characters."];

        if (lines is not { Count: > 0 and <= MaxLines })
            errors["lines"] = [$"There must be between 1 and {MaxLines} lines; there are {lines?.Count ?? 0}."];
        else if (!lines.All(line => line is { Quantity: > 0, UnitPrice: > 0 } && !string.IsNullOrWhiteSpace(line.StockCode)))
            errors["lines"] = ["Every line must have a stockCode, and a quantity and a unitPrice above 0."];

        return errors;
    }
}
