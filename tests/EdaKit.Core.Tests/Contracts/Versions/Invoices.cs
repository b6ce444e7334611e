using EdaKit.Contracts;

namespace EdaKit.Core.Tests.Contracts.Versions;

[EventContract("tests.invoice-issued", version: 1)]
public sealed record InvoiceIssuedV1([property: BusinessKey] string Number, string CustName, decimal Amount);

[EventContract("tests.invoice-issued", version: 2)]
public sealed record InvoiceIssuedV2([property: BusinessKey] string Number, string CustName, decimal Total);

[EventContract("tests.invoice-issued", version: 3)]
public sealed record InvoiceIssued([property: BusinessKey] string Number, string CustomerName, decimal Total, string Currency)
{
    public required bool IsTaxed { get; init; }
}

/// <summary>What a process of the future sends.</summary>
[EventContract("tests.invoice-issued", version: 4)]
public sealed record InvoiceIssuedV4([property: BusinessKey] string Number, string Debtor);

/// <summary>How version 3 makes itself of what came before it.</summary>
internal static class Invoices
{
    public static InvoiceIssuedV2 Upcast(InvoiceIssuedV1 v1) => new(v1.Number, v1.CustName, v1.Amount);

    public static InvoiceIssued Upcast(InvoiceIssuedV2 v2) => new(v2.Number, v2.CustName, v2.Total, "EUR") { IsTaxed = true };

    public static InvoiceIssuedV2 Downcast(InvoiceIssued v3) => new(v3.Number, v3.CustomerName, v3.Total);

    public static InvoiceIssuedV1 Downcast(InvoiceIssuedV2 v2) => new(v2.Number, v2.CustName, v2.Total);
}
