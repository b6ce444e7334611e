using Microsoft.Data.Sqlite;
using Samples.Hosting;

namespace Retail.Host.Replay;

/// <summary>The folder of an embedded replay. It is new, and it goes away unless somebody should look into it.</summary>
internal sealed class ReplayFolder : IAsyncDisposable
{
    private bool _keep;

    private ReplayFolder(string path, bool keep) => (Path, _keep) = (path, keep);

    public string Path { get; }

    /// <summary>A folder that holds no data yet: the one that was asked for, which is kept, or a temporary one.</summary>
    /// <exception cref="OperatorException">The folder holds data: its orders would answer in place of the replayed ones.</exception>
    public static ReplayFolder Fresh(string? wanted)
    {
        if (wanted is null)
            return new ReplayFolder(Directory.CreateTempSubdirectory("edakit-retail-").FullName, keep: false);

        return Directory.Exists(wanted) && Directory.EnumerateFiles(wanted, "*.db").Any()
            ? throw new OperatorException(
                $"'{wanted}' holds the data of an earlier run, and a replay begins with none. Name a new folder with --data DIR.")
            : new ReplayFolder(wanted, keep: true);
    }

    /// <summary>Keeps a temporary folder, and says where it is.</summary>
    public void KeepIf(bool worthALook)
    {
        if (!worthALook || _keep)
            return;

        _keep = true;
        Console.WriteLine($"The data is kept in {Path}");
    }

    public ValueTask DisposeAsync()
    {
        if (!_keep)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Path, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
