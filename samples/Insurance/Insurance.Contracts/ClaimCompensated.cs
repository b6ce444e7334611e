using EdaKit.Contracts;

namespace Insurance.Contracts;

/// <summary>A claim is settled. It may be opened again, and settled once more: then this comes again, with all that was paid.</summary>
/// <param name="PolicyNumber">The contract's number.</param>
/// <param name="Claim">The claim's number within the contract.</param>
/// <param name="Paid">All that was paid for it.</param>
/// <param name="Currency">The currency by its three letters.</param>
/// <param name="SettledOn">The day.</param>
[EventContract("insurance.claim-compensated", version: 1)]
public sealed record ClaimCompensated([property: BusinessKey] string PolicyNumber, int Claim, decimal Paid, string Currency, DateOnly SettledOn);
