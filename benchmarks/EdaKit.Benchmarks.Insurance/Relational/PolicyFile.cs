using System.Collections.Immutable;
using Insurance.Policies;
using Insurance.Policies.Events;
using Insurance.Store.Feed;

namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>A policy, and what tables keep of it beyond its state.</summary>
internal sealed record PolicyFile(Policy Policy)
{
    public ImmutableList<(int Claim, DateTimeOffset SetAt, decimal Reserve)> Reserves { get; private init; } = [];

    public ImmutableList<(int Claim, DateOnly PaidOn, decimal Amount)> ClaimPayments { get; private init; } = [];

    /// <summary>What was paid back when the policy was cancelled.</summary>
    public decimal Refund { get; private init; }

    /// <summary>The file after an event.</summary>
    /// <param name="file">The file before it; null before the first one.</param>
    /// <param name="stored">The event.</param>
    public static PolicyFile After(PolicyFile? file, FedEvent stored)
    {
        var happened = stored.Event ?? throw new BenchmarkFailedException($"Event '{stored.Position}' cannot be read: {stored.Fault}");
        var after = new PolicyFile(PolicyHistory.After(file?.Policy, happened))
        {
            Reserves = file?.Reserves ?? [],
            ClaimPayments = file?.ClaimPayments ?? [],
            Refund = file?.Refund ?? 0,
        };

        return happened switch
        {
            ClaimOpened e => after with { Reserves = after.Reserves.Add((e.Claim, stored.RecordedAt, e.Reserve.Amount)) },
            ClaimReserveChanged e => after with { Reserves = after.Reserves.Add((e.Claim, stored.RecordedAt, e.Reserve.Amount)) },
            ClaimReopened e => after with { Reserves = after.Reserves.Add((e.Claim, stored.RecordedAt, e.Reserve.Amount)) },
            ClaimSettled e => after with { Reserves = after.Reserves.Add((e.Claim, stored.RecordedAt, e.Paid.Amount)) },
            ClaimPaymentMade e => after with { ClaimPayments = after.ClaimPayments.Add((e.Claim, e.PaidOn, e.Amount.Amount)) },
            PolicyCancelled e => after with { Refund = e.Refund.Amount },
            _ => after,
        };
    }
}
