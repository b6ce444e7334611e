namespace EdaKit.Testing.Servers;

/// <summary>The sentences that tell a reader how to get a test server.</summary>
internal static class TestServerRemedy
{
    public static TestServerUnavailableException MissingProgram(
        string server, string program, string package, string variable, string example) =>
        new($"No {server} for tests: the program '{program}' is not on this machine and the environment variable '{variable}' is not set. "
            + $"Install the server (Debian and Ubuntu: apt-get install {package}), "
            + $"or run 'docker compose up -d' with the project's compose.yaml and set {variable}={example}.");

    public static InvalidOperationException NotOurs(string variable, string action) =>
        new($"'{action}' needs a private server, but this one was named by the environment variable '{variable}' and is not ours to touch. "
            + "Unset the variable to run on a private server, or skip this test when IsPrivate is false.");

    public static void CheckTimeout(TimeSpan timeout, string parameter)
    {
        if (timeout <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(parameter, timeout, $"StartTimeout is '{timeout}'; give a time above zero.");
    }
}
