using Microsoft.Extensions.Logging;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>
/// Hears the log events in which the operations write down what they did to which record. They are the answer of the commands, so they go
/// where answers go; everything else that is logged is of no interest to the person at the terminal.
/// </summary>
internal sealed class ChangeLog(Action<ChangedRecord> changed) : ILoggerProvider, ILogger
{
    // As docs/runbook.md has them; an id, once released, keeps its meaning.
    private const int RecordRetried = 1401, RecordDiscarded = 1402;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is not (RecordRetried or RecordDiscarded) || state is not IEnumerable<KeyValuePair<string, object?>> values)
            return;

        var named = values.ToDictionary();

        if (named.GetValueOrDefault("Record") is Guid id && named.GetValueOrDefault("MessageTypes") is string types)
            changed(new(id, types.Split(';')));
    }

    public void Dispose()
    {
    }
}
