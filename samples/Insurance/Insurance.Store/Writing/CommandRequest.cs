using Insurance.Policies.Commands;

namespace Insurance.Store.Writing;

/// <summary>A command, and what has to be known of who gives it.</summary>
/// <param name="CommandId">Made by whoever asks, once: the same id again has no second effect, and gets the same answer.</param>
/// <param name="ExpectedVersion">The version of the policy that whoever asks has seen; 0 where there is none yet.</param>
/// <param name="By">Who asks.</param>
/// <param name="Why">For what reason.</param>
/// <param name="Command">What is to be done.</param>
public sealed record CommandRequest(Guid CommandId, long ExpectedVersion, string By, string Why, PolicyCommand Command);
