namespace EdaKit.Benchmarks.Insurance.Filling;

/// <summary>A row of the store, as a program of its time has written it.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Version">Its number within the policy, from 1.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Type">Contract and version, such as <c>insurance.stored.claim-opened:v1</c>.</param>
/// <param name="Class">The class that was its at the time.</param>
/// <param name="Json">What happened.</param>
/// <param name="CommandId">The command.</param>
/// <param name="Headers">Who gave it and why, as JSON.</param>
internal sealed record PastEvent(Guid Policy, long Version, DateTimeOffset RecordedAt, string Type, string Class, string Json, Guid CommandId, string Headers);
