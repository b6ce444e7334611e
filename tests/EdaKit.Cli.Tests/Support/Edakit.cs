using System.Diagnostics;
using System.Text.Json;

namespace EdaKit.Cli.Tests.Support;

/// <summary>Runs the program as people run it: in a process, through its Main.</summary>
public static class Edakit
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <summary>From its own folder, where it has all that it is packed with. In that of the tests the parts are missing that these have from ASP.NET Core.</summary>
    internal static readonly string Program = FindProgram();

    /// <summary>Runs it in a pipe, where nobody is there to answer. The process may have run others before.</summary>
    public static Task<Answer> RunAsync(string? connection, params string[] arguments)
    {
        // EF Core keeps one model for a context's class: for another schema than the first it takes another process.
        return arguments.Contains("--schema")
            ? RunAloneAsync(connection, arguments)
            : ResidentProgram.RunAsync(arguments, connection, Environment.CurrentDirectory, Bound);
    }

    /// <summary>Runs it in a folder, without a database. The process may have run others before.</summary>
    public static Task<Answer> RunInAsync(string folder, params string[] arguments) => ResidentProgram.RunAsync(arguments, null, folder, Bound);

    /// <summary>Runs it in a pipe, as a process of its own from start to end.</summary>
    public static Task<Answer> RunAloneAsync(string? connection, params string[] arguments) => RunAsync("dotnet", [Program, .. arguments], connection, "");

    /// <summary>Runs it on a terminal of Linux.</summary>
    /// <param name="connection">The connection string, in the environment.</param>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="typed">What the person there types.</param>
    /// <param name="arguments">The arguments, none with a blank or a quote in it.</param>
    public static Task<Answer> RunOnTerminalAsync(string? connection, int columns, string typed, params string[] arguments) =>
        RunAsync("script", ["-qefc", $"stty cols {columns}; dotnet '{Program}' {string.Join(' ', arguments)}", "/dev/null"], connection, typed);

    private static string FindProgram()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var repository = framework.Parent!.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(repository.FullName, "src", "EdaKit.Cli", "bin", framework.Parent.Name, framework.Name, "EdaKit.Cli.dll");
    }

    /// <summary>How it is started, whatever the tests' own environment says.</summary>
    internal static ProcessStartInfo Prepare(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["EDAKIT_CONNECTION"] = null;
        start.Environment["EDAKIT_LOG"] = null;
        start.Environment["TERM"] = "xterm";
        return start;
    }

    private static async Task<Answer> RunAsync(string program, IEnumerable<string> arguments, string? connection, string typed)
    {
        var start = Prepare(program, arguments);
        start.Environment["EDAKIT_CONNECTION"] = connection;

        using var process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(Bound);
        var output = process.StandardOutput.ReadToEndAsync(bound.Token);
        var errors = process.StandardError.ReadToEndAsync(bound.Token);
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();

        try
        {
            await process.WaitForExitAsync(bound.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'edakit {string.Join(' ', arguments)}' took longer than '{Bound}'.");
        }
    }
}

/// <summary>What the program answered.</summary>
public sealed record Answer(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public IEnumerable<Guid> Ids(string list) => Json.GetProperty(list).EnumerateArray().Select(item => (item.ValueKind == JsonValueKind.String ? item : item.GetProperty("id")).GetGuid());

    /// <summary>It ended like this, or the test shows all that it said.</summary>
    public Answer Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"It ended with {ExitCode}.\n{Output}\n{Errors}");
        return this;
    }
}
