namespace Retail.Host.Switches;

/// <summary>Thrown because somebody asked for it.</summary>
internal sealed class SwitchedToFailException(string service)
    : InvalidOperationException($"'{service}' has been switched to fail. Switch it back to 'running'.");
