using EdaKit.Testing.Tests.Servers;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace EdaKit.Testing.Tests;

internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [ServerOwner.Mode, ..] => ServerOwner.RunAsync(),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
