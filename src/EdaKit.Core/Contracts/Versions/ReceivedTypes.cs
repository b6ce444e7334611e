namespace EdaKit.Contracts.Versions;

/// <summary>What a message says that it is, left on its receive context by who read it from a format that only they know.</summary>
internal sealed record ReceivedTypes(string[] Urns);
