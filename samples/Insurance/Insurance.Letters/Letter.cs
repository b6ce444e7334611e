namespace Insurance.Letters;

/// <summary>What a holder gets by post.</summary>
/// <param name="Id">The id of the event that led to it.</param>
/// <param name="Number">The contract's number.</param>
/// <param name="Text">What it says.</param>
/// <param name="ConversationId">The flow to which it belongs: the same as that of the stored event, and of the command before it.</param>
/// <param name="IsPosted">Whether it is on its way to the holder.</param>
public sealed record Letter(Guid Id, string Number, string Text, Guid? ConversationId, bool IsPosted);
