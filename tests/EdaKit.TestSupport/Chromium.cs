using Microsoft.Playwright;

namespace EdaKit.TestSupport;

/// <summary>The browser of this machine. None is downloaded.</summary>
public static class Chromium
{
    private const string Variable = "EDAKIT_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // Nothing that the browser does for itself: what the tests see on the network is the page's doing.
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    public static Task<IBrowser> Start(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = Arguments });

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin");
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "The tests of the page need Chromium. Install it (Debian: sudo apt-get install chromium), "
                + $"or let {Variable} name its program.");
    }
}
