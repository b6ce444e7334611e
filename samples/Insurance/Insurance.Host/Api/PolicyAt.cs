using Insurance.Policies;
using Insurance.Store.History;

namespace Insurance.Host.Api;

/// <summary>A policy at a moment.</summary>
/// <param name="Version">How many events had happened.</param>
/// <param name="Position">The position of the last one.</param>
/// <param name="RecordedAt">The instant of the last one.</param>
/// <param name="On">The day whose insurance the facts are about.</param>
/// <param name="Facts">The policy in words.</param>
/// <param name="Policy">The policy.</param>
internal sealed record PolicyAt(long Version, long Position, DateTimeOffset RecordedAt, DateOnly On, IReadOnlyList<Fact> Facts, Policy Policy);
