namespace EdaKit.Flow;

/// <summary>What <see cref="PublishesAttribute{T}"/> says, whatever the message.</summary>
public abstract class PublishesAttribute : Attribute
{
    private protected PublishesAttribute(Type messageType) => MessageType = messageType;

    /// <summary>The message.</summary>
    public Type MessageType { get; }

    /// <summary>
    /// Whether it is published only under a condition that nobody outside can see, so that its absence is no sign of a failure. Default: false, it is published whenever a message
    /// is handled.
    /// </summary>
    public bool Sometimes { get; init; }

    /// <summary>
    /// The message that it follows from, where the class consumes several. Default: null, it may follow from any of them.
    /// </summary>
    public Type? On { get; init; }

    /// <summary>Whether it is meant that it leads back to what it follows from, as with a message that is worked on in rounds. Default: false, a circle is reported.</summary>
    public bool MayLoop { get; init; }

    internal DeclaredPublish Declaration => new(MessageType) { Sometimes = Sometimes, On = On, MayLoop = MayLoop };
}

/// <summary>
/// Declares a message that a class lets out, whichever way: published, sent, scheduled or as an answer. On a consumer, on a saga or its state machine, on any other class that
/// publishes, such as an endpoint or a job; on an assembly, for what its service publishes elsewhere.
/// </summary>
/// <remarks>
/// <para>What a class listens to is known and is not declared. A consumer or saga with at least one declaration declares all: what it publishes beside that is counted, or in tests an error
/// (<see cref="FlowOptions.RefuseUndeclared"/>). Faults need no declaration.</para>
/// <para>The attribute is inherited, and a derived class adds to it.</para>
/// </remarks>
/// <typeparam name="T">The message.</typeparam>
/// <example><code>
/// [Publishes&lt;InvoiceIssued&gt;]
/// [Publishes&lt;CreditRefused&gt;(Sometimes = true)]
/// public sealed class IssueInvoice : IConsumer&lt;OrderPaid&gt; { … }
/// </code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class PublishesAttribute<T>() : PublishesAttribute(typeof(T))
    where T : class;
