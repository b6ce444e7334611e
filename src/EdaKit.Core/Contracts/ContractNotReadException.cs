using MassTransit;

namespace EdaKit.Contracts;

/// <summary>
/// A message came to an endpoint that reads neither its contract nor the version of it. It is not passed over: it goes to the error queue, from where it
/// can be moved back when somebody reads it.
/// </summary>
public sealed class ContractNotReadException : MessageNotConsumedException
{
    internal ContractNotReadException(string contract, int version, Uri address, string message)
        : base(address, message)
    {
        (ContractName, Version) = (contract, version);
    }

    /// <summary>The contract's name.</summary>
    public string ContractName { get; }

    /// <summary>The version of the message.</summary>
    public int Version { get; }
}
