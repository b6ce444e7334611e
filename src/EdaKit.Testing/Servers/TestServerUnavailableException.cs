namespace EdaKit.Testing.Servers;

/// <summary>
/// No test server could be had: this machine has no binaries for it and no address was given, or the server was
/// started and did not come up. The message says which, and how to get a server.
/// </summary>
public sealed class TestServerUnavailableException : InvalidOperationException
{
    /// <summary>Creates the exception with a message that says only that there is no server.</summary>
    public TestServerUnavailableException()
        : this("No test server is available.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing or failed, and the remedy.</param>
    public TestServerUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing or failed, and the remedy.</param>
    /// <param name="innerException">The last failure seen.</param>
    public TestServerUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The server's process ended before it was ready, so another try, with other ports, may do better.</summary>
    internal bool EndedWhileStarting { get; init; }
}
