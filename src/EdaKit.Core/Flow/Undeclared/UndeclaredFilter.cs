using EdaKit.Configuration;
using MassTransit;

namespace EdaKit.Flow.Undeclared;

/// <summary>Looks whether who publishes a message has declared it: with an outbox, when it is captured.</summary>
internal sealed class UndeclaredFilter<T>(UndeclaredGuard guard) : OutgoingFilter<T>("edakit-undeclared")
    where T : class
{
    protected override void Apply(SendContext<T> context)
    {
        if (Speaker.Current is not { } speech || speech.By.Allowed.Contains(typeof(T)))
            return;

        // What is sent as what it came as is put off, or passed on: nobody learns anything new by it.
        if (context is not PublishContext<T> && typeof(T) == speech.MessageType)
            return;

        guard.Report(speech.By, typeof(T));
    }
}
