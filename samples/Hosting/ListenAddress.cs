using System.Net;
using System.Net.Sockets;

namespace Samples.Hosting;

/// <summary>The address that a process listens on.</summary>
internal static class ListenAddress
{
    public const string Default = "http://127.0.0.1:5080";
    public const string AnyFreePort = "http://127.0.0.1:0";

    /// <summary>
    /// An address of this machine with a port that nobody listens on at the moment. It is none of those that systems give to connections, from 32,768 on: one of them could be
    /// gone before the process that is to listen there has started.
    /// </summary>
    public static string FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return $"http://127.0.0.1:{port}";
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // The next one.
            }
        }
    }

    /// <summary>Tries the port for a moment: a taken one is reported in one sentence, before anything starts.</summary>
    /// <exception cref="OperatorException">The address cannot be read, or another process listens there.</exception>
    public static string Checked(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            throw new OperatorException($"'{url}' is not an address to listen on. Write it like {Default}.");

        // A name that is not an address of this machine is left to the web server, which understands more than this check.
        if (!IPAddress.TryParse(address.Host, out var host))
            return url;

        try
        {
            using var listener = new TcpListener(host, address.Port);
            listener.Start();
            return url;
        }
        catch (SocketException fault)
        {
            throw new OperatorException($"Cannot listen on {url}: {fault.Message}. Choose another address with --urls.", fault);
        }
    }
}
