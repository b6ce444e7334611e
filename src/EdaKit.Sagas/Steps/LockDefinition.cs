namespace EdaKit.Sagas.Steps;

/// <summary>What a flow locks before its first step.</summary>
/// <param name="Resources">Reads it from the state.</param>
/// <param name="Wait">How long to wait for it.</param>
internal sealed record LockDefinition<TState>(Func<TState, IEnumerable<string>> Resources, TimeSpan Wait)
    where TState : StepSagaState
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// When to ask again, if at all. The pauses grow with the wait, so that a short wait ends soon after the release, and a long one costs little.
    /// </summary>
    public DateTime? NextTry(DateTime startedAt, DateTime now)
    {
        if (now >= startedAt + Wait)
            return null;

        var pause = (now - startedAt) / 2;
        var next = now + (pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause);
        return next < startedAt + Wait ? next : startedAt + Wait;
    }
}
