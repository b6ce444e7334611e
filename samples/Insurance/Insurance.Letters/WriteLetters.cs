using System.Globalization;
using Dapper;
using EdaKit.Flow;
using EdaKit.Outbox;
using Insurance.Contracts;
using MassTransit;

namespace Insurance.Letters;

/// <summary>
/// Another service: it hears of contracts, and writes to their holders. It knows nothing of the store behind them. The inbox has begun the
/// transaction and commits it, so an event that comes twice gives one letter, and says once that it is written.
/// </summary>
[Publishes<LetterWritten>]
internal sealed class WriteLetters(IOutbox outbox) : IConsumer<ContractIssued>, IConsumer<ContractRenewed>, IConsumer<ContractCancelled>, IConsumer<ClaimCompensated>
{
    private const string Insert = "insert into letters (id, number, text, conversation_id) values (@Id, @Number, @Text, @ConversationId)";

    public Task Consume(ConsumeContext<ContractIssued> context) =>
        WriteAsync(context, context.Message.PolicyNumber,
            Text($"Welcome, {context.Message.Holder}. You are covered from {context.Message.From:O} on."));

    public Task Consume(ConsumeContext<ContractRenewed> context) =>
        WriteAsync(context, context.Message.PolicyNumber,
            Text($"Your contract goes on until {context.Message.Until:O}, for {context.Message.AnnualPremium:N2} {context.Message.Currency} a year."));

    public Task Consume(ConsumeContext<ContractCancelled> context) =>
        WriteAsync(context, context.Message.PolicyNumber,
            Text($"Your contract ends on {context.Message.EffectiveOn:O}. You get {context.Message.Refund:N2} {context.Message.Currency} back."));

    public Task Consume(ConsumeContext<ClaimCompensated> context) =>
        WriteAsync(context, context.Message.PolicyNumber,
            Text($"Claim {context.Message.Claim} is settled. We have paid {context.Message.Paid:N2} {context.Message.Currency}."));

    private async Task WriteAsync(ConsumeContext context, string number, string text)
    {
        var letter = new Letter(context.MessageId!.Value, number, text, context.ConversationId, IsPosted: false);
        await outbox.Transaction!.Connection!.ExecuteAsync(new CommandDefinition(Insert, letter, outbox.Transaction, cancellationToken: context.CancellationToken));
        await context.Publish(new LetterWritten(number, letter.Id, text), context.CancellationToken);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
