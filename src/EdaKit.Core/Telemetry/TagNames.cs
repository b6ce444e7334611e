namespace EdaKit.Telemetry;

/// <summary>
/// How tags of spans and measurements are named: by OpenTelemetry's semantic conventions for messaging where they have a name, else <c>edakit.…</c>. The names are
/// part of the public contract and change only with a major version.
/// </summary>
public static class TagNames
{
    /// <summary>The operation's name.</summary>
    public const string OperationName = "messaging.operation.name";

    /// <summary>The operation's kind: <c>send</c> or <c>process</c>.</summary>
    public const string OperationType = "messaging.operation.type";

    /// <summary>The broker, such as <c>rabbitmq</c>.</summary>
    public const string System = "messaging.system";

    /// <summary>The exchange or queue.</summary>
    public const string Destination = "messaging.destination.name";

    /// <summary>The message's id.</summary>
    public const string MessageId = "messaging.message.id";

    /// <summary>The id of the conversation to which the message belongs.</summary>
    public const string ConversationId = "messaging.message.conversation_id";

    /// <summary>How many messages a batch has.</summary>
    public const string BatchCount = "messaging.batch.message_count";

    /// <summary>The full name of the exception's type.</summary>
    public const string ErrorType = "error.type";

    /// <summary>The class name of the context in whose database outbox or inbox are.</summary>
    public const string Context = "edakit.context";

    /// <summary>Endpoint, consumer and contract, as the inbox knows them.</summary>
    public const string Consumer = "edakit.consumer";

    /// <summary>How it ended.</summary>
    public const string Outcome = "edakit.outcome";

    /// <summary>How many messages of a batch were duplicates.</summary>
    public const string BatchDuplicates = "edakit.batch.duplicate_count";

    /// <summary>The consumer or saga, by its name alone.</summary>
    public const string Participant = "edakit.participant";

    /// <summary>Why a request was refused.</summary>
    public const string Reason = "edakit.reason";

    /// <summary>The how-manieth attempt it is, from 1.</summary>
    public const string Attempt = "edakit.attempt";

    /// <summary>Whether a message was published or is a response.</summary>
    public const string MessageKind = "edakit.message.kind";

    /// <summary>The contract's name.</summary>
    public const string Contract = "edakit.contract";

    /// <summary>The version of the contract that a message has.</summary>
    public const string FromVersion = "edakit.contract.version.from";

    /// <summary>The version of the contract that the message gets.</summary>
    public const string ToVersion = "edakit.contract.version.to";

    /// <summary>Whether the message began a conversation.</summary>
    public const string BeginsConversation = "edakit.begins_conversation";

    /// <summary>The saga's name.</summary>
    public const string Saga = "edakit.saga";

    /// <summary>The id of the saga's instance.</summary>
    public const string SagaId = "edakit.saga.id";

    /// <summary>The step's name.</summary>
    public const string SagaStep = "edakit.saga.step";

    /// <summary>The state's name.</summary>
    public const string SagaState = "edakit.saga.state";
}
