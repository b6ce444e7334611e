using EdaKit.Audit.Workers;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace EdaKit.Audit;

internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [AuditCommand.Mode, .. var rest] => AuditCommand.RunAsync(rest),
        [WorkerProgram.Mode, var settings] => WorkerProgram.RunAsync(settings),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
