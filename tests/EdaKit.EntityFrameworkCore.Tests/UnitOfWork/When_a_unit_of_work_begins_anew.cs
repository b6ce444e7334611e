using EdaKit.EntityFrameworkCore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.UnitOfWork;

public sealed class When_a_unit_of_work_begins_anew
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_store_nothing_of_the_attempt_before(StoreKind kind)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var scope = container.Scope();
        var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
        var writer = new StatementWriter();
        using var participation = container.Tracker.Join(db, writer);

        db.Notes.Add(new());
        writer.Add("first attempt");
        container.Tracker.StartOver(db);
        db.Notes.Add(new());
        writer.Add("second attempt");
        await db.SaveChangesAsync();

        Assert.Equal(1, await container.CountNotesAsync());
        Assert.Equal(["second attempt"], await container.TracesAsync());
    }
}
