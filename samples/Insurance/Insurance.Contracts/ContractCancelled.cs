using EdaKit.Contracts;

namespace Insurance.Contracts;

/// <summary>An insurance contract ends before its time. Whoever pays pays the refund.</summary>
/// <param name="PolicyNumber">The contract's number.</param>
/// <param name="EffectiveOn">The first day without cover.</param>
/// <param name="Reason">Why.</param>
/// <param name="Refund">What the holder gets back; 0 where nothing.</param>
/// <param name="Currency">The currency by its three letters.</param>
[EventContract("insurance.contract-cancelled", version: 1)]
public sealed record ContractCancelled([property: BusinessKey] string PolicyNumber, DateOnly EffectiveOn, string Reason, decimal Refund, string Currency);
