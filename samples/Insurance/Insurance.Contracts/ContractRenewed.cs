using EdaKit.Contracts;

namespace Insurance.Contracts;

/// <summary>An insurance contract goes on for another term.</summary>
/// <param name="PolicyNumber">The contract's number.</param>
/// <param name="From">The first day of the new term.</param>
/// <param name="Until">The first day without cover.</param>
/// <param name="AnnualPremium">What a year costs.</param>
/// <param name="Currency">The currency by its three letters.</param>
[EventContract("insurance.contract-renewed", version: 1)]
public sealed record ContractRenewed([property: BusinessKey] string PolicyNumber, DateOnly From, DateOnly Until, decimal AnnualPremium, string Currency);
