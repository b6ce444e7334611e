namespace EdaKit.Tracing.Journal;

/// <summary>The bounds of the journal's columns.</summary>
internal static class JournalModel
{
    public const int LongestKind = 20;
    public const int LongestName = 200;
    public const int LongestParticipant = 500;
    public const int LongestNote = 2000;
}
