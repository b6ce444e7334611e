using EdaKit.Configuration;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>
/// Lets the fault of a contract bear the contract's types. Where it is the answer to a request, also those of the versions that the request bore: whoever
/// sent an older one waits for a fault of that, and would wait until its time is up.
/// </summary>
/// <typeparam name="T">The type of the fault.</typeparam>
internal sealed class AnsweredFaultFilter<T>(string[] types) : OutgoingFilter<T>("edakit-wire-types")
    where T : class
{
    protected override void Apply(SendContext<T> context) =>
        context.SupportedMessageTypes = context.Message is Fault { FaultMessageTypes: { } failed } ? [.. types.Union(failed.Select(FaultOf).OfType<string>())] : types;

    /// <summary>What is published is for those who watch the faults of the version that failed. They have its class.</summary>
    protected override void ApplyToPublished(PublishContext<T> context) => context.SupportedMessageTypes = types;

    private static string? FaultOf(string messageType) =>
        ContractUrn.Parse(messageType) is { IsFault: false } failed ? (failed with { IsFault = true }).ToString() : null;
}
