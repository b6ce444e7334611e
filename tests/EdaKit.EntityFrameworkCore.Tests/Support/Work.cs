using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.Support;

/// <summary>A scope with its context, as a request has them.</summary>
internal sealed class Work : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;

    public Work(TestContainer container)
    {
        Container = container;
        _scope = container.Scope();
        Db = _scope.ServiceProvider.GetRequiredService<NotesDb>();
    }

    public TestContainer Container { get; }

    public NotesDb Db { get; }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
