using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Tests.Support;

/// <summary>Keeps of each line the scopes in which it was written, as loggers with structure do.</summary>
public sealed class ScopedLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(string Line, Dictionary<string, object?> Scope)> _lines = new();
    private IExternalScopeProvider? _scopes;

    /// <summary>The ids of the line that begins so: message, conversation, cause.</summary>
    public (Guid?, Guid?, Guid?) IdsOf(string line)
    {
        var scope = _lines.Single(one => one.Line.StartsWith(line, StringComparison.Ordinal)).Scope;
        return (scope.GetValueOrDefault("MessageId") as Guid?, scope.GetValueOrDefault("ConversationId") as Guid?, scope.GetValueOrDefault("CausationId") as Guid?);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(ScopedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new Dictionary<string, object?>();
            log._scopes?.ForEachScope((one, into) =>
            {
                foreach (var (name, value) in one as IEnumerable<KeyValuePair<string, object?>> ?? [])
                    into[name] = value;
            }, scope);
            log._lines.Enqueue((formatter(state, exception), scope));
        }
    }
}
