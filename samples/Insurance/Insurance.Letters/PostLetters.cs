using Dapper;
using EdaKit.Flow;
using EdaKit.Outbox;
using Insurance.Contracts;
using MassTransit;

namespace Insurance.Letters;

/// <summary>Brings letters to the post once they are written. Here that is a mark on the row, in the inbox's transaction, so no letter is posted twice.</summary>
[PublishesNothing]
internal sealed class PostLetters(IOutbox outbox) : IConsumer<LetterWritten>
{
    private const string Mark = "update letters set posted = true where id = @Letter";

    public Task Consume(ConsumeContext<LetterWritten> context) => outbox.Transaction!.Connection!.ExecuteAsync(
        new CommandDefinition(Mark, new { context.Message.Letter }, outbox.Transaction, cancellationToken: context.CancellationToken));
}
