namespace EdaKit.Testing.Exploration;

/// <summary>Whose copy of a message it is, or nobody's where it is kept to be sent later. Participants have names that are not white space.</summary>
internal sealed record Recipient(string Name, ParticipantBuilder? Participant = null)
{
    public static readonly Recipient Saga = new("");
    public static readonly Recipient Nobody = new(" ");
}
