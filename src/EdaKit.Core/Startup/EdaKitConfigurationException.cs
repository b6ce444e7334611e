using MassTransit;

namespace EdaKit.Startup;

/// <summary>
/// The bus or the web server was not started because its configuration cannot work. All faults are reported at once; nothing was sent, received or
/// written before it is thrown.
/// </summary>
public sealed class EdaKitConfigurationException : ConfigurationException
{
    /// <summary>Reports faults.</summary>
    /// <param name="faults">At least one.</param>
    public EdaKitConfigurationException(IReadOnlyList<ConfigurationFault> faults)
        : base(Describe(faults))
    {
        Faults = faults;
    }

    /// <summary>Every fault that was found, in the order of their codes.</summary>
    public IReadOnlyList<ConfigurationFault> Faults { get; }

    private static string Describe(IReadOnlyList<ConfigurationFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentOutOfRangeException.ThrowIfZero(faults.Count);

        return faults is [var only]
            ? $"EdaKit cannot start. {only}"
            : $"EdaKit cannot start. {faults.Count} faults:{string.Concat(faults.Select(fault => $"\n  {fault}"))}";
    }
}
