using MassTransit;

namespace EdaKit.Flow.Undeclared;

/// <summary>A consumer or saga that declares what it publishes was about to publish something else. Nothing was published.</summary>
public sealed class UndeclaredPublishException : MassTransitException
{
    internal UndeclaredPublishException(string participant, string contract, string messageType)
        : base($"'{participant}' publishes '{contract}', which it does not declare. Put [Publishes<{messageType}>] on '{participant}', with Sometimes = true where it does so only under a condition, "
            + "or publish it elsewhere.")
    {
        (Participant, Contract) = (participant, contract);
    }

    /// <summary>Who published.</summary>
    public string Participant { get; }

    /// <summary>The contract's name; of what is no contract the type's.</summary>
    public string Contract { get; }
}
