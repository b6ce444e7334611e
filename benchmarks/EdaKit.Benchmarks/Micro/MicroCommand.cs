using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EdaKit.Benchmarks.Subjects;
using EdaKit.Testing.Servers;

namespace EdaKit.Benchmarks.Micro;

/// <summary>The command line of the micro benchmarks: what single steps cost, in time and in bytes.</summary>
internal static class MicroCommand
{
    public static Command Build()
    {
        var filter = new Option<string>("--filter")
        {
            Description = "Which benchmarks, as a pattern of class and method: *Claim*.",
            DefaultValueFactory = _ => "*",
        };

        var command = new Command("micro", "What capture, claim, settle, deserializing, inbox and spans cost, time and bytes. About 3 minutes.");
        command.Add(filter);
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(filter)!));
        return command;
    }

    private static async Task<int> RunAsync(string filter)
    {
        await using var postgreSql = await PostgreSqlServer.StartAsync();

        // Benchmarks are made by the library, which gives them nothing; each finds the server here.
        Environment.SetEnvironmentVariable(PostgreSqlServer.EnvironmentVariable, postgreSql.ConnectionString);

        var artifacts = Path.Combine(ThisProgram.BenchmarksFolder, "report", "part", "micro");

        // In this process: the library would otherwise build a project for each job, which takes longer than the job.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .WithArtifactsPath(artifacts)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));

        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(["--filter", filter], config);
        return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }
}
