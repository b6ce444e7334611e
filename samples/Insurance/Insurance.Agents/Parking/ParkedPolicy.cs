using Insurance.Agents.Cards;

namespace Insurance.Agents.Parking;

/// <summary>
/// A policy whose card does not go on, since an event cannot be read or makes no sense. It is set aside for a person; no other policy waits for it.
/// </summary>
/// <param name="Id">The policy's id.</param>
/// <param name="Version">The event at which it stands, by its number within the policy.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="ParkedAt">Since when.</param>
public sealed record ParkedPolicy(Guid Id, long Version, string Reason, DateTimeOffset ParkedAt)
{
    internal static ParkedPolicy Of(Guid policyId, PolicyCard? card, Exception fault, DateTimeOffset now) =>
        new(policyId, (card?.Events ?? 0) + 1, $"{fault.GetType().Name}: {fault.InnerException?.Message ?? fault.Message}", now);
}
