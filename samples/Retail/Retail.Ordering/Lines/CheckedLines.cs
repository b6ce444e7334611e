namespace Retail.Ordering.Lines;

/// <summary>The lines of a request, sorted into those the shop accepts and those it rejects.</summary>
internal sealed record CheckedLines(IReadOnlyList<(int Number, RequestedLine Line)> Accepted, IReadOnlyList<RejectedLine> Rejected)
{
    /// <summary>Accepts a line with a positive quantity and a positive price. The first rule that a line breaks is its reason.</summary>
    public static CheckedLines Of(string orderNumber, IReadOnlyList<RequestedLine> lines)
    {
        var accepted = new List<(int, RequestedLine)>();
        var rejected = new List<RejectedLine>();

        foreach (var (index, line) in lines.Index())
        {
            var lineNumber = index + 1;
            if (ReasonToReject(line) is { } reason)
                rejected.Add(Rejection(orderNumber, lineNumber, line, reason));
            else
                accepted.Add((lineNumber, line));
        }

        return new CheckedLines(accepted, rejected);
    }

    /// <summary>Whether the shop accepts a line.</summary>
    public static bool Accepts(RequestedLine line) => ReasonToReject(line) is null;

    private static RejectionReason? ReasonToReject(RequestedLine line) => line switch
    {
        { Quantity: <= 0 } => RejectionReason.QuantityNotPositive,
        { UnitPrice: <= 0 } => RejectionReason.PriceNotPositive,
        _ => null,
    };

    private static RejectedLine Rejection(string orderNumber, int lineNumber, RequestedLine line, RejectionReason reason) => new()
    {
        OrderNumber = orderNumber,
        LineNumber = lineNumber,
        StockCode = line.StockCode,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        Reason = reason,
    };
}
