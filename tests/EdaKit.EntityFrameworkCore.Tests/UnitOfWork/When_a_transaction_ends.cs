using EdaKit.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Tests.UnitOfWork;

public sealed class When_a_transaction_ends
{
    [Theory, InlineData(StoreKind.Sqlite, true), InlineData(StoreKind.Sqlite, false), InlineData(StoreKind.PostgreSql, true), InlineData(StoreKind.PostgreSql, false)]
    public async Task Should_hear_of_the_commit_of_an_explicit_transaction_when_it_comes(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new ParticipantAtWork(container);

        await using (var transaction = asynchronous ? await work.Db.Database.BeginTransactionAsync() : work.Db.Database.BeginTransaction())
        {
            work.Writer.Add("first");
            await work.SaveAsync(asynchronous);
            work.Writer.Add("second");
            await work.SaveAsync(asynchronous);
            Assert.Equal(["saving", "saved", "saving", "saved"], work.Writer.Told);

            if (asynchronous)
                await transaction.CommitAsync();
            else
                transaction.Commit();
        }

        Assert.Equal(["saving", "saved", "saving", "saved", "committed"], work.Writer.Told);
        Assert.Equal(["first", "second"], await container.TracesAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_lose_their_rows_with_a_rollback_and_hear_of_no_commit(StoreKind kind)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new ParticipantAtWork(container);

        await using (var transaction = await work.Db.Database.BeginTransactionAsync())
        {
            work.Writer.Add("trace");
            await work.Db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        Assert.Equal(["saving", "saved", "rolled back"], work.Writer.Told);
        Assert.Empty(await container.TracesAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_store_their_rows_once_when_a_save_within_a_transaction_fails_and_the_next_succeeds(StoreKind kind)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new ParticipantAtWork(container);
        await using var transaction = await work.Db.Database.BeginTransactionAsync();
        var first = new Note();
        work.Db.Notes.Add(first);
        await work.Db.SaveChangesAsync();
        work.Db.ChangeTracker.Clear();

        var twin = new Note { Id = first.Id };
        work.Db.Notes.Add(twin);
        work.Writer.Add("trace");

        // EF Core goes back to the savepoint that it made before this save.
        await Assert.ThrowsAsync<DbUpdateException>(() => work.Db.SaveChangesAsync());
        work.Db.Entry(twin).State = EntityState.Detached;
        await work.Db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
        Assert.Equal(1, await container.CountNotesAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_lose_their_rows_with_the_application_s_own_savepoint(StoreKind kind)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new ParticipantAtWork(container);
        await using var transaction = await work.Db.Database.BeginTransactionAsync();

        work.Writer.Add("kept");
        await work.Db.SaveChangesAsync();
        await transaction.CreateSavepointAsync("here");
        work.Writer.Add("dropped");
        work.Db.Notes.Add(new());
        await work.Db.SaveChangesAsync();
        await transaction.RollbackToSavepointAsync("here");
        await transaction.CommitAsync();

        Assert.Equal(["rolled back to a savepoint", "committed"], work.Writer.Told[^2..]);
        Assert.Equal(["kept"], await container.TracesAsync());
        Assert.Equal(0, await container.CountNotesAsync());
    }

    [Fact]
    public async Task Should_hear_of_no_commit_while_an_ambient_transaction_is_open()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql);
        await using var work = new ParticipantAtWork(container);

        using (var scope = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            work.Writer.Add("trace");
            await work.Db.SaveChangesAsync();
            Assert.Equal(["saving", "saved"], work.Writer.Told);
            Assert.False(work.Writer.HearsOfCommit);
            scope.Complete();
        }

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_hear_of_an_abandoned_transaction_with_the_next_save(StoreKind kind)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new ParticipantAtWork(container);

        await using (await work.Db.Database.BeginTransactionAsync())
        {
            work.Writer.Add("abandoned");
            await work.Db.SaveChangesAsync();
        }

        work.Writer.Told.Clear();
        work.Writer.Add("kept");
        await work.Db.SaveChangesAsync();

        Assert.Equal(["rolled back", "saving", "saved", "committed"], work.Writer.Told);
        Assert.Equal(["kept"], await container.TracesAsync());
    }

    [Fact]
    public async Task Should_hear_of_an_abandoned_transaction_when_the_next_save_is_in_another_one()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql);
        await using var work = new ParticipantAtWork(container);
        await using (await work.Db.Database.BeginTransactionAsync())
            await work.Db.SaveChangesAsync();

        await using var transaction = await work.Db.Database.BeginTransactionAsync();
        await work.Db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal(["saving", "saved", "rolled back", "saving", "saved", "committed"], work.Writer.Told);
    }

    [Fact]
    public async Task Should_not_count_on_the_commit_of_a_transaction_that_the_application_began_on_the_connection()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql);
        await using var work = new ParticipantAtWork(container);
        await work.Db.Database.OpenConnectionAsync();
        await using var foreign = await work.Db.Database.GetDbConnection().BeginTransactionAsync();
        await work.Db.Database.UseTransactionAsync(foreign);

        work.Writer.Add("trace");
        await work.Db.SaveChangesAsync();
        Assert.False(work.Writer.HearsOfCommit);
        await foreign.CommitAsync();

        Assert.Equal(["saving", "saved"], work.Writer.Told);
        Assert.Equal(["trace"], await container.TracesAsync());
    }
}
