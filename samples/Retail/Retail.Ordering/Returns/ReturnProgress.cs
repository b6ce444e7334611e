using Microsoft.EntityFrameworkCore;

namespace Retail.Ordering.Returns;

/// <summary>The one way in which a return's status changes; see <see cref="Orders.OrderProgress"/> for why the database compares.</summary>
internal static class ReturnProgress
{
    public static Task MoveReturnForward(
        this OrderingDb db, string number, ReturnStatus status, CancellationToken cancellationToken) => db.Returns
            .Where(returned => returned.Number == number && returned.Status < status)
            .ExecuteUpdateAsync(update => update.SetProperty(returned => returned.Status, status), cancellationToken);
}
