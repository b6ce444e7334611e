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
        await using var work = new ParticipantAtWork(container);

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
        await using var work = new ParticipantAtWork(container);
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
        await using var work = new ParticipantAtWork(container);

        work.Db.Update(new Note { Text = "never stored" });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => work.Db.SaveChangesAsync());

        Assert.Equal(["saving", "failed"], work.Writer.Told);
    }

    [Fact]
    public async Task Should_hear_of_a_cancelled_save()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new ParticipantAtWork(container);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        work.Writer.Add("trace");
        work.Db.Notes.Add(new());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.Db.SaveChangesAsync(cancelled.Token));
        Assert.Equal(["saving", "failed"], work.Writer.Told);
        await work.Db.SaveChangesAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Fact]
    public async Task Should_store_their_rows_once_when_changes_are_not_accepted_on_success()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new ParticipantAtWork(container);

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
        await using var work = new ParticipantAtWork(container);

        work.Writer.Add("trace");
        work.Db.ChangeTracker.Clear();
        await work.Db.SaveChangesAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Fact]
    public async Task Should_store_their_rows_when_automatic_detection_of_changes_is_off()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var work = new ParticipantAtWork(container);
        work.Db.ChangeTracker.AutoDetectChangesEnabled = false;

        work.Writer.Add("trace");
        await work.Db.SaveChangesAsync();

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Fact]
    public async Task Should_not_hear_of_a_pooled_context_s_next_scope()
    {
        await using var container = await TestContainer.CreateAsync(pooled: true);
        NotesDb first;
        var stale = new TraceWriter();

        await using (var work = new ParticipantAtWork(container, stale))
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
        await using var work = new ParticipantAtWork(container);

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
        await using var work = new ParticipantAtWork(container);

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
        await using var work = new ParticipantAtWork(container);
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
