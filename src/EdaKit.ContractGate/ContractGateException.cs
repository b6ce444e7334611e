namespace EdaKit.ContractGate;

/// <summary>The gate cannot look at contracts or at what is recorded of them. The message says what is wrong and what to do.</summary>
public sealed class ContractGateException : InvalidOperationException
{
    internal ContractGateException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
