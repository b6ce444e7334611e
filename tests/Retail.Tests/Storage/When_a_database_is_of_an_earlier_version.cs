using Microsoft.EntityFrameworkCore;
using Retail.Billing;
using Samples.Hosting;

namespace Retail.Tests.Storage;

public sealed class When_a_database_is_of_an_earlier_version
{
    [Theory]
    [InlineData("drop table edakit_journal", "edakit_journal")]
    [InlineData("alter table edakit_journal drop column note", "edakit_journal.note")]
    public async Task Should_say_so_at_the_start_with_the_remedy(string change, string missing)
    {
        await using var files = await ShopFiles.Create();
        await using var db = files.Open<BillingDb>();
        await files.Storage.CreateTables(db, TestContext.Current.CancellationToken);

        await db.Database.ExecuteSqlRawAsync(change, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<OperatorException>(() => files.Storage.CreateTables(db, TestContext.Current.CancellationToken));
        Assert.Contains($"it lacks '{missing}'. Delete that folder, or choose another with --data DIR.", refused.Message, StringComparison.Ordinal);
    }
}
