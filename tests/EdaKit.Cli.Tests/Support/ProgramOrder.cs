namespace EdaKit.Cli.Tests.Support;

/// <summary>One run of a program that stays.</summary>
/// <param name="Arguments">The arguments.</param>
/// <param name="Connection">The connection string for the environment, or null.</param>
/// <param name="Folder">The working folder.</param>
/// <param name="End">What stands behind the last of both streams; on standard output the exit code follows.</param>
internal sealed record ProgramOrder(string[] Arguments, string? Connection, string Folder, string End);
