namespace Orders.Participation;

/// <summary>A system behind a participant did not answer. What has become of the call, nobody knows.</summary>
internal sealed class NoAnswerException(string message) : TimeoutException(message);
