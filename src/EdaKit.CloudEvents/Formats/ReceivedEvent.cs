namespace EdaKit.CloudEvents.Formats;

/// <summary>An event with its data.</summary>
internal sealed record ReceivedEvent(CloudEvent Event, EventData Data);
