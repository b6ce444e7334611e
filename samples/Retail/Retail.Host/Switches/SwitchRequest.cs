namespace Retail.Host.Switches;

/// <summary>The body of PUT /switches/{service}.</summary>
/// <param name="State">What the service shall do from now on.</param>
internal sealed record SwitchRequest(ServiceState State);
