using EdaKit.Outbox.Capture;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.AnsweringInbox;

/// <summary>Keeps the answers of a handled message, and gives them again. In the transaction of the inbox.</summary>
internal static class AnswerStore
{
    /// <summary>Keeps what the buffer remembers, whether the consumer has saved it or not. What is scheduled is no answer: it would be scheduled a second time.</summary>
    public static void Keep(DbContext context, CaptureBuffer buffer, Guid messageId, string consumer)
    {
        foreach (var record in buffer.Remembered.Where(record => record is { Token: null, WaitsForItsTime: false }))
            context.Add(StoredAnswer.Of(record, messageId, consumer));
    }

    /// <summary>Has the answers of the first time sent again.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> GiveAgainAsync(DbContext context, CaptureBuffer buffer, Guid messageId, string consumer, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var answers = await context.Set<StoredAnswer>().AsNoTracking().Where(answer => answer.MessageId == messageId && answer.Consumer == consumer)
            .OrderBy(answer => answer.Id).ToListAsync(cancellationToken);

        foreach (var answer in answers)
            buffer.Add(answer.Again(now));

        return answers.Count;
    }

    /// <summary>Forgets the oldest answers, in the rhythm of the inbox.</summary>
    /// <returns>How many; fewer than a batch means that none is left.</returns>
    public static async Task<int> ForgetAsync(DbContext context, DateTimeOffset before, int atMost, CancellationToken cancellationToken)
    {
        if (context.Model.FindEntityType(typeof(StoredAnswer)) is null)
            return 0;

        var limit = before.ToUnixTimeMilliseconds();
        var oldest = context.Set<StoredAnswer>().Where(answer => answer.AnsweredAt < limit).OrderBy(answer => answer.AnsweredAt).Select(answer => answer.Id).Take(atMost);
        return await context.Set<StoredAnswer>().Where(answer => oldest.Contains(answer.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
