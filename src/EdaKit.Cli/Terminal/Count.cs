namespace EdaKit.Cli.Terminal;

/// <summary>Numbers of things.</summary>
internal static class Count
{
    public static string Text(int count, string thing) => $"{count:N0} {thing}{(count == 1 ? "" : "s")}";
}
