namespace EdaKit.Testing.Servers;

/// <summary>
/// How <see cref="PostgreSqlServer"/> starts a private server. Without effect on a server named by <c>EDAKIT_POSTGRES</c>.
/// </summary>
public sealed class PostgreSqlServerOptions
{
    /// <summary>
    /// Whether a commit is on the disk before it is reported. Default <see langword="true"/>, as in production.
    /// <see langword="false"/> turns <c>fsync</c> and <c>full_page_writes</c> off, which makes tests faster: what is
    /// committed then survives <see cref="PostgreSqlServer.KillAsync"/>, but not a machine that loses power.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>The server's <c>max_connections</c>. At least 10. Default 200.</summary>
    public int MaxConnections { get; init; } = 200;

    /// <summary>How long one start may take before it counts as failed. More than zero. Default 60 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What this machine offers; tests put another machine in its place.</summary>
    internal Machine Machine { get; init; } = Machine.This;
}
