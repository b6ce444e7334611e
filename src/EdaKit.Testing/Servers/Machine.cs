namespace EdaKit.Testing.Servers;

/// <summary>What the machine offers a test server: environment variables and folders with programs.</summary>
internal sealed class Machine
{
    /// <summary>The machine this process runs on. Holds no state.</summary>
    public static readonly Machine This = new(Environment.GetEnvironmentVariable, InstalledFolders);

    private readonly Func<string, string?> _variable;

    public Machine(Func<string, string?> variable, Func<IEnumerable<string>> folders)
    {
        _variable = variable;
        Folders = folders;
    }

    /// <summary>Where programs are looked for, best first.</summary>
    public Func<IEnumerable<string>> Folders { get; }

    /// <summary>The variable's value, or null if it is unset or blank.</summary>
    public string? Variable(string name) =>
        _variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>The program's full path from the first folder that has it, or null.</summary>
    public string? FindProgram(string name) =>
        OperatingSystem.IsWindows() ? null : Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    // The packages' own folders come before PATH: Debian's rabbitmq-server on PATH is a wrapper that changes the user
    // and takes no settings from the environment, and PostgreSQL's programs are not on PATH at all.
    private static IEnumerable<string> InstalledFolders()
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return
        [
            "/usr/lib/rabbitmq/bin",
            .. NewestFirst("/usr/lib/postgresql", "bin"),
            .. NewestFirst("/usr/lib/rabbitmq/lib", "sbin"),
            .. path,
            "/usr/bin", "/bin", "/usr/sbin", "/usr/lib/erlang/bin", "/usr/local/sbin", "/opt/homebrew/bin", "/opt/homebrew/sbin",
        ];
    }

    private static IEnumerable<string> NewestFirst(string parent, string leaf) =>
        Directory.Exists(parent)
            ? Directory.GetDirectories(parent).OrderByDescending(VersionOf).Select(folder => Path.Combine(folder, leaf))
            : [];

    private static Version VersionOf(string folder)
    {
        string digits = Path.GetFileName(folder).Split('-')[^1];
        return Version.TryParse(digits.Contains('.') ? digits : digits + ".0", out var version) ? version : new Version();
    }
}
