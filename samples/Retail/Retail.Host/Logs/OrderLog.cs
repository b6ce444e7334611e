using EdaKit.Contracts;

namespace Retail.Host.Logs;

/// <summary>
/// One line for everything that happens to an order, in the words <c>order 536365</c>: search for them, in one log or in those of all
/// services, and read what became of it.
/// </summary>
internal sealed partial class OrderLog(ContractCatalog contracts, ILoggerFactory loggers)
{
    /// <summary>The category of these lines.</summary>
    public const string Category = "Retail";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    /// <summary>The business key of a message, which in this shop is the number of an order or a return.</summary>
    public string KeyOf(object message) =>
        contracts.TryFind(message.GetType(), out var contract) && contract.ReadBusinessKey(message) is { } key ? key : "(unknown)";

    public void Received(string order, string path, int status) => LogReceived(order, path, status);

    public void Handled(string order, string service, string consumer, string message, TimeSpan time) =>
        LogHandled(order, service, consumer, message, time.TotalMilliseconds);

    public void Failed(string order, string service, string consumer, string message, int attempt, Exception fault) =>
        LogFailed(order, service, consumer, message, attempt, fault.Message);

    [LoggerMessage(1, LogLevel.Information, "order {Order}  {Path} answered {Status}")]
    private partial void LogReceived(string order, string path, int status);

    [LoggerMessage(2, LogLevel.Information, "order {Order}  {Service}: {Consumer} handled {Message} in {Milliseconds:0} ms")]
    private partial void LogHandled(string order, string service, string consumer, string message, double milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "order {Order}  {Service}: {Consumer} failed at {Message}, attempt {Attempt}: {Reason}")]
    private partial void LogFailed(string order, string service, string consumer, string message, int attempt, string reason);
}
