using EdaKit.Outbox.Capture;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>A consume context whose outgoing messages are captured. Contexts around it answer for it when they are asked for this payload.</summary>
internal interface ICapturingContext
{
    /// <summary>Where they are captured.</summary>
    CaptureBuffer Buffer { get; }

    /// <summary>Whether the attempt that will save them is still under way.</summary>
    bool IsOpen { get; }
}
