namespace Retail.Host.Switches;

/// <summary>A switch as the page shows it.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="State"><c>running</c>, <c>stopped</c> or <c>failing</c>.</param>
/// <param name="Waiting">Messages held back at its door; more may wait in the queue behind them.</param>
/// <param name="Handled">Messages handled to the end since the host was started.</param>
/// <param name="Failed">Attempts that failed since the host was started.</param>
internal sealed record SwitchView(string Service, ServiceState State, int Waiting, long Handled, long Failed)
{
    public static SwitchView Of(ServiceSwitch service) =>
        new(service.Service, service.State, service.Waiting, service.Handled, service.Failed);
}
