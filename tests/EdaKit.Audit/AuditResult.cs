using EdaKit.Audit.Faults;
using EdaKit.Audit.Judging;

namespace EdaKit.Audit;

/// <summary>What came of an audit.</summary>
/// <param name="Options">Its size and seed.</param>
/// <param name="Verdict">What the judge found.</param>
/// <param name="Faults">How often each kind of fault happened.</param>
/// <param name="Lives">How many processes there were in all.</param>
/// <param name="Redelivered">What the auditor's own reader of the queue got again.</param>
/// <param name="Writing">How long messages were written under faults.</param>
/// <param name="Draining">How long it took, after the last fault, until nothing was on its way.</param>
/// <param name="Total">How long all of it took.</param>
/// <param name="Troubles">What else went wrong: a worker that ended by itself, a system that did not come to rest.</param>
/// <param name="Traces">What the tables say of messages of which something is wrong.</param>
public sealed record AuditResult(AuditOptions Options, Verdict Verdict, IReadOnlyDictionary<FaultKind, int> Faults, int Lives, int Redelivered,
    TimeSpan Writing, TimeSpan Draining, TimeSpan Total, IReadOnlyList<string> Troubles, IReadOnlyList<string> Traces)
{
    /// <summary>Whether nothing is wrong, and every kind of fault happened.</summary>
    public bool IsGood => Verdict.IsClean && Troubles.Count == 0 && Faults.Values.All(count => count > 0);
}
