using EdaKit.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.UnitOfWork;

public sealed class When_participants_take_part_in_a_save
{
    [Theory, InlineData(StoreKind.Sqlite, true), InlineData(StoreKind.Sqlite, false), InlineData(StoreKind.PostgreSql, true), InlineData(StoreKind.PostgreSql, false)]
    public async Task Should_store_their_rows_with_the_save(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new Work(container);

        work.Writer.Add("trace");
        work.Db.Notes.Add(new());
        await work.SaveAsync(asynchronous);

        Assert.Equal(["saving", "saved", "committed"], work.Writer.Told);
        Assert.True(work.Writer.HearsOfCommit);
        Assert.Equal(["trace"], await container.TracesAsync());
        Assert.Equal(1, await container.CountNotesAsync());
        Assert.Single(work.Db.ChangeTracker.Entries());
    }

    [Theory, InlineData(StoreKind.Sqlite, true), InlineData(StoreKind.Sqlite, false), InlineData(StoreKind.PostgreSql, true)]
    public async Task Should_store_their_rows_once_when_a_save_fails_and_the_next_succeeds(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new Work(container);
        var first = new Note();
        work.Db.Notes.Add(first);
        await work.Db.SaveChangesAsync();
        work.Db.ChangeTracker.Clear();
        work.Writer.Told.Clear();

        var twin = new Note { Id = first.Id };
        work.Db.Notes.Add(twin);
        work.Writer.Add("trace");
        await Assert.ThrowsAsync<DbUpdateException>(() => work.SaveAsync(asynchronous));
        Assert.Empty(await container.TracesAsync());

        work.Db.Entry(twin).State = EntityState.Detached;
        await work.SaveAsync(asynchronous);

        Assert.Equal(["saving", "failed", "saving", "saved", "committed"], work.Writer.Told);
        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_hear_of_a_row_that_somebody_else_changed(StoreKind kind)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new Work(container);

        work.Db.Update(new Note { Text = "never stored" });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => work.Db.SaveChangesAsync());

        Assert.Equal(["saving", "failed"], work.Writer.Told);
    }

    [Fact]
    public async Task Should_hear_of_a_cancelled_save()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new Work(container);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        work.Writer.Add("trace");
        work.Db.Notes.Add(new());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.Db.SaveChangesAsync(cancelled.Token));
        Assert.Equal(["saving", "failed"], work.Writer.Told);
        await work.Db.SaveChangesAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite, true), InlineData(StoreKind.Sqlite, false), InlineData(StoreKind.PostgreSql, true), InlineData(StoreKind.PostgreSql, false)]
    public async Task Should_hear_of_the_commit_of_an_explicit_transaction_when_it_comes(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new Work(container);

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
        await using var work = new Work(container);

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
        await using var work = new Work(container);
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
        await using var work = new Work(container);
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
    public async Task Should_store_their_rows_once_when_changes_are_not_accepted_on_success()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new Work(container);

        work.Writer.Add("trace");
        var note = work.Db.Notes.Add(new());
        await work.Db.SaveChangesAsync(acceptAllChangesOnSuccess: false);

        Assert.Equal(EntityState.Added, note.State);
        work.Db.ChangeTracker.AcceptAllChanges();
        await work.Db.SaveChangesAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
        Assert.Equal(1, await container.CountNotesAsync());
    }

    [Fact]
    public async Task Should_store_their_rows_when_the_change_tracker_is_cleared_before_the_save()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new Work(container);

        work.Writer.Add("trace");
        work.Db.ChangeTracker.Clear();
        await work.Db.SaveChangesAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Fact]
    public async Task Should_store_their_rows_when_automatic_detection_of_changes_is_off()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new Work(container);
        work.Db.ChangeTracker.AutoDetectChangesEnabled = false;

        work.Writer.Add("trace");
        await work.Db.SaveChangesAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Fact]
    public async Task Should_hear_of_no_commit_while_an_ambient_transaction_is_open()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql);
        await using var work = new Work(container);

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
        await using var work = new Work(container);

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
        await using var work = new Work(container);
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
        await using var work = new Work(container);
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

    [Fact]
    public async Task Should_not_hear_of_a_pooled_context_s_next_scope()
    {
        await using var container = await TestContainer.CreateAsync(pooled: true);
        NotesDb first;
        var stale = new TraceWriter();

        await using (var work = new Work(container, stale))
        {
            first = work.Db;
            stale.Add("never saved");
        }

        await container.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<NotesDb>();
            Assert.Same(first, db);
            db.Notes.Add(new());
            await db.SaveChangesAsync();
        });

        Assert.Empty(stale.Told);
        Assert.Empty(await container.TracesAsync());
    }

    [Fact]
    public async Task Should_not_hear_of_another_context()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new Work(container);

        await container.InScopeAsync(async scope =>
        {
            var other = scope.GetRequiredService<OtherDb>();
            other.Notes.Add(new());
            await other.SaveChangesAsync();
        });

        Assert.Empty(work.Writer.Told);
    }

    [Fact]
    public async Task Should_keep_their_rows_when_another_interceptor_forbids_the_save()
    {
        var forbid = new ForbidOnce();
        await using var container = await TestContainer.CreateAsync(options: options => options.AddInterceptors(forbid));
        await using var work = new Work(container);

        work.Writer.Add("trace");
        work.Db.Notes.Add(new());
        forbid.Armed = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.Db.SaveChangesAsync());
        await work.Db.SaveChangesAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Fact]
    public async Task HasUnitOfWork_tells_a_context_of_the_container_from_one_built_by_hand()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new Work(container);
        var options = new DbContextOptionsBuilder<NotesDb>();
        container.Store.Use(options);
        await using var byHand = new NotesDb(options.Options);

        Assert.True(work.Db.HasUnitOfWork());
        Assert.False(byHand.HasUnitOfWork());
    }

    [Fact]
    public async Task AddUnitOfWork_twice_tells_each_participant_once()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var services = new ServiceCollection();
        services.AddUnitOfWork<NotesDb>().AddDbContext<NotesDb>(store.Use).AddUnitOfWork<NotesDb>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
        var writer = new TraceWriter();
        using var participation = provider.GetRequiredService<EdaKit.EntityFrameworkCore.UnitOfWork.UnitOfWorkTracker>().Join(db, writer);

        await db.Database.EnsureCreatedAsync();
        writer.Told.Clear();
        await db.SaveChangesAsync();

        Assert.Equal(["saving", "saved", "committed"], writer.Told);
    }

    [Fact]
    public async Task AddUnitOfWork_completes_the_contexts_of_a_factory()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        var services = new ServiceCollection();
        services.AddDbContextFactory<NotesDb>(store.Use).AddUnitOfWork<NotesDb>();
        await using var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<NotesDb>>().CreateDbContextAsync();

        Assert.True(db.HasUnitOfWork());
    }

    /// <summary>A scope with its context and a participant in it.</summary>
    private sealed class Work : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope;
        private readonly IDisposable _participation;

        public Work(TestContainer container, TraceWriter? writer = null)
        {
            Writer = writer ?? new();
            _scope = container.Scope();
            Db = _scope.ServiceProvider.GetRequiredService<NotesDb>();
            _participation = container.Tracker.Join(Db, Writer);
        }

        public NotesDb Db { get; }

        public TraceWriter Writer { get; }

        public async Task SaveAsync(bool asynchronous)
        {
            if (asynchronous)
                await Db.SaveChangesAsync();
            else
                Db.SaveChanges();
        }

        public async ValueTask DisposeAsync()
        {
            _participation.Dispose();
            await _scope.DisposeAsync();
        }
    }

    private sealed class ForbidOnce : SaveChangesInterceptor
    {
        public bool Armed { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result,
            CancellationToken cancellationToken = default)
        {
            if (!Armed)
                return new(result);

            Armed = false;
            throw new InvalidOperationException("The test forbids this save.");
        }
    }
}
