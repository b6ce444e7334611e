namespace EdaKit.Outbox.AnsweringInbox;

/// <summary>
/// A duplicate of a message that this consumer has handled gets the answers of the first time again, refusals included, and has no other effect. For the
/// participants of sagas, which ask again when they do not know what has become of a command.
/// </summary>
/// <remarks>
/// <para>The answers are all that the consumer published, sent or responded while it handled the message, except what it scheduled. They are stored in the same
/// transaction, as bytes, with their headers and contract versions, and leave again under the same message ids: a receiver with an inbox that has handled one
/// drops it, and one that has not gets it.</para>
/// <para>The context's model must have their table: call <c>modelBuilder.AddAnswers()</c>, or without EF Core <c>outbox.UseAnswers()</c> (EDA0225). They stay as long as the inbox remembers the message. It costs
/// a row for each answer, and consumers without the attribute nothing. Consumers of batches cannot have it (EDA0226).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AnswersAgainAttribute : Attribute;
