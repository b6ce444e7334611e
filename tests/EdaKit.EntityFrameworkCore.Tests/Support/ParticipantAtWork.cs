using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.Support;

/// <summary>A scope with its context and a participant in it.</summary>
public sealed class ParticipantAtWork : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly IDisposable _participation;

    public ParticipantAtWork(TestContainer container, TraceWriter? writer = null)
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
