namespace EdaKit.Testing.Servers;

/// <summary>A command to run as an <see cref="OwnedProcess"/>.</summary>
/// <param name="Line">The program's full path and its arguments.</param>
/// <param name="Environment">Variables to set, or to remove where the value is null.</param>
/// <param name="LastSignal">The signal, named without SIG, that ends it at once when nobody needs it any more.</param>
internal sealed record OwnedCommand(IReadOnlyList<string> Line, IReadOnlyDictionary<string, string?> Environment, string LastSignal);
