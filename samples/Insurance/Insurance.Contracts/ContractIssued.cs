using EdaKit.Contracts;

namespace Insurance.Contracts;

/// <summary>An insurance contract is in force for a first term.</summary>
/// <param name="PolicyNumber">The contract's number.</param>
/// <param name="Holder">Who has taken it out.</param>
/// <param name="From">The first day with cover.</param>
/// <param name="Until">The first day without.</param>
/// <param name="AnnualPremium">What a year costs.</param>
/// <param name="Currency">The currency by its three letters.</param>
[EventContract("insurance.contract-issued", version: 1)]
public sealed record ContractIssued([property: BusinessKey] string PolicyNumber, string Holder, DateOnly From, DateOnly Until, decimal AnnualPremium, string Currency);
