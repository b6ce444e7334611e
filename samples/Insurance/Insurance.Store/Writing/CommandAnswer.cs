using Insurance.Policies.Commands;

namespace Insurance.Store.Writing;

/// <summary>What has become of a command.</summary>
public abstract record CommandAnswer
{
    private CommandAnswer()
    {
    }

    /// <summary>Done, by this call or by an earlier one with the same command id.</summary>
    /// <param name="Version">The policy's version after it.</param>
    /// <param name="Position">The position of its last event in the whole store. A reader that has come so far has seen it.</param>
    public sealed record Done(long Version, long Position) : CommandAnswer;

    /// <summary>A rule stands against it. Nothing has happened.</summary>
    public sealed record Refused(Refusal Refusal) : CommandAnswer;

    /// <summary>Somebody else was faster: whoever asked has not seen what the policy is now. Nothing has happened.</summary>
    /// <param name="ExpectedVersion">What was seen.</param>
    /// <param name="CurrentVersion">What there is.</param>
    public sealed record Conflict(long ExpectedVersion, long CurrentVersion) : CommandAnswer;
}
