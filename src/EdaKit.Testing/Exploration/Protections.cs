namespace EdaKit.Testing.Exploration;

/// <summary>What keeps a participant from harm where messages come twice or in another order.</summary>
[Flags]
public enum Protections
{
    /// <summary>Every delivery of a command has its effect.</summary>
    None = 0,

    /// <summary>A command that comes again under its message id has no effect.</summary>
    Inbox = 1,

    /// <summary>An inbox that also gives the answer of the first time again.</summary>
    AnsweringInbox = Inbox | 2,

    /// <summary>A command that comes after its compensation has no effect.</summary>
    Fence = 4,

    /// <summary>Answering inbox and fence.</summary>
    All = AnsweringInbox | Fence,
}
