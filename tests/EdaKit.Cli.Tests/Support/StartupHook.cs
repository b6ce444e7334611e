using System.Reflection;
using System.Text.Json;
using EdaKit.Cli.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

/// <summary>
/// What the runtime calls in a <see cref="ResidentProgram"/> before its Main: it calls Main for each order on standard input. The runtime
/// looks for this name, in no namespace. It runs with the program's own assemblies, so nothing may be used here that the program lacks.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var main = Assembly.Load("EdaKit.Cli").EntryPoint!;

        while (Console.In.ReadLine() is { } line)
        {
            var order = JsonSerializer.Deserialize<ProgramOrder>(line)!;
            Environment.CurrentDirectory = order.Folder;
            Environment.SetEnvironmentVariable("EDAKIT_CONNECTION", order.Connection);

            var exitCode = main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [order.Arguments], null);
            // No connection outlives a process, and a file may be another one when the next order comes.
            SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();

            Console.Out.Write($"{order.End}{exitCode}\n");
            Console.Error.Write($"{order.End}\n");
        }

        Environment.Exit(0);
    }
}
