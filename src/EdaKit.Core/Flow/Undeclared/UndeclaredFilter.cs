using EdaKit.Configuration;
using MassTransit;

namespace EdaKit.Flow.Undeclared;

/// <summary>Looks whether who publishes a message has declared it: with an outbox, when it is captured.</summary>
internal sealed class UndeclaredFilter<T>(UndeclaredGuard guard) : OutgoingFilter<T>("edakit-undeclared")
    where T : class
{
    // What is sent as what it came as is put off, or passed on: nobody learns anything new by it.
    protected override void Apply(SendContext<T> context) => Check(isPassedOn: typeof(T) == Speaker.Current?.MessageType);

    protected override void ApplyToPublished(PublishContext<T> context) => Check(isPassedOn: false);

    private void Check(bool isPassedOn)
    {
        if (!isPassedOn && Speaker.Current is { } speech && !speech.By.Allowed.Contains(typeof(T)))
            guard.Report(speech.By, typeof(T));
    }
}
