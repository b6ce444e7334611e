using System.Net;
using System.Net.Sockets;

namespace EdaKit.Testing.Servers;

/// <summary>Ports on 127.0.0.1 that nobody listens on.</summary>
internal static class LoopbackPort
{
    /// <summary>That many different free ports. Another process may still take one before it is used, so starts are tried again.</summary>
    public static int[] TakeFree(int count)
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listeners.Add(listener);
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
