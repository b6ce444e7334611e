namespace EdaKit.Sagas.Locking;

/// <summary>What came of an attempt to lock.</summary>
/// <param name="IsGranted">Whether the instance has all that it asked for. Otherwise it has nothing of it.</param>
/// <param name="Text">For people: what it has, or who has it.</param>
internal sealed record LockAttempt(bool IsGranted, string Text)
{
    public static LockAttempt Granted(IEnumerable<string> resources) => new(true, $"took '{string.Join("', '", resources)}'");

    public static LockAttempt Taken(string resource, SemanticLock? holder) => new(false, holder is null ? $"'{resource}' was taken at this moment"
        : $"'{resource}' is held by {holder.Owner.Name} '{holder.Owner.Id}' since {holder.Since:yyyy-MM-dd HH:mm:ss} UTC");
}
