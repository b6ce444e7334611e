namespace EdaKit.Tracing.Explaining;

/// <summary>Where a way back from a missing message ended.</summary>
/// <param name="Verdict">What was found there.</param>
/// <param name="Length">After how many messages.</param>
/// <param name="IsUnknown">Whether it ended because nobody knows who sends the last one.</param>
internal sealed record Route(FlowVerdict Verdict, int Length, bool IsUnknown = false)
{
    public static Route Unknown(string contract) => new(new()
    {
        Code = FlowVerdictCode.NeverSent,
        Sentence = $"No journal known here has '{contract}' sent by anybody, so that nobody can say what it would follow from.",
        Contract = contract,
    }, 0, IsUnknown: true);
}
