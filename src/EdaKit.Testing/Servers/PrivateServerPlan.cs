namespace EdaKit.Testing.Servers;

/// <summary>
/// What <see cref="PrivateServer"/> needs to know of one kind of server. Made anew, with new ports and folder, for each first start.
/// </summary>
internal abstract class PrivateServerPlan : IAsyncDisposable
{
    protected PrivateServerPlan(ServerFolder folder, TimeSpan startTimeout)
    {
        Folder = folder;
        StartTimeout = startTimeout;
    }

    /// <summary>The server's name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>The signal, named without SIG, that makes the server finish its work and stop.</summary>
    public abstract string StopSignal { get; }

    /// <summary>What to run; the same at every start.</summary>
    public abstract OwnedCommand Command { get; }

    public ServerFolder Folder { get; }

    public TimeSpan StartTimeout { get; }

    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>Does one piece of real work with the server; throws whatever it meets while the server is not ready.</summary>
    public abstract Task ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Releases what the plan holds beside the server's process. The folder goes last.</summary>
    public virtual ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
