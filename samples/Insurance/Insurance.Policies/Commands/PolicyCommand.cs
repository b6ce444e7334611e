using System.Text.Json.Serialization;
using Insurance.Policies.Events;

namespace Insurance.Policies.Commands;

/// <summary>
/// What somebody wants done with a policy. Each command has its rules beside it, and answers with what happens or with the reason why not. It is a
/// pure function: what it knows are the policy and the day, and nothing is stored here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(QuotePolicy), "quote")]
[JsonDerivedType(typeof(AcceptRisk), "accept-risk")]
[JsonDerivedType(typeof(DeclineRisk), "decline-risk")]
[JsonDerivedType(typeof(IssuePolicy), "issue")]
[JsonDerivedType(typeof(ChangeCover), "change-cover")]
[JsonDerivedType(typeof(AddDriver), "add-driver")]
[JsonDerivedType(typeof(RemoveDriver), "remove-driver")]
[JsonDerivedType(typeof(ChangeAddress), "change-address")]
[JsonDerivedType(typeof(PayPremium), "pay-premium")]
[JsonDerivedType(typeof(SuspendCover), "suspend-cover")]
[JsonDerivedType(typeof(OpenClaim), "open-claim")]
[JsonDerivedType(typeof(ChangeReserve), "change-reserve")]
[JsonDerivedType(typeof(PayClaim), "pay-claim")]
[JsonDerivedType(typeof(SettleClaim), "settle-claim")]
[JsonDerivedType(typeof(ReopenClaim), "reopen-claim")]
[JsonDerivedType(typeof(CancelPolicy), "cancel")]
[JsonDerivedType(typeof(RenewPolicy), "renew")]
public abstract record PolicyCommand
{
    /// <summary>Decides for a policy that exists.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day on which it is decided.</param>
    public abstract Decision Decide(Policy policy, DateOnly today);

    /// <summary>Decides where there is no policy yet, which is for a quote alone.</summary>
    /// <param name="id">The policy's id, which the caller makes.</param>
    /// <param name="today">The day on which it is decided.</param>
    public virtual Decision Begin(Guid id, DateOnly today) => new Refusal("no-policy", $"There is no policy '{id}'. Ask for a quote first.");
}
