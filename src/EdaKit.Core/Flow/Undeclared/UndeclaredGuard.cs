using System.Collections.Concurrent;
using System.Collections.Frozen;
using EdaKit.Flow.Parts;
using EdaKit.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Flow.Undeclared;

/// <summary>Says what becomes of a publish that nobody declared: in tests it is refused, in production counted, and logged once for each participant and contract.</summary>
internal sealed class UndeclaredGuard(FlowOptions options, FlowMetrics metrics, IConsumerNames names, ILoggerFactory? loggers = null)
{
    private readonly ILogger? _logger = loggers?.CreateLogger("EdaKit.Flow");
    private readonly ConcurrentDictionary<(string Participant, Type MessageType), bool> _logged = new();

    public Speaker SpeakerOf(Type participant, FrozenSet<Type> allowed) => new(names.NameOf(participant), allowed);

    public void Report(Speaker speaker, Type messageType)
    {
        var contract = FlowMessages.NameOf(messageType);

        if (options.RefuseUndeclared)
            throw new UndeclaredPublishException(speaker.Name, contract, messageType.Name);

        metrics.Undeclared(speaker.Name, contract);

        if (_logger is not null && _logged.TryAdd((speaker.Name, messageType), true))
            CoreLog.UndeclaredPublish(_logger, speaker.Name, contract, messageType.Name);
    }
}
