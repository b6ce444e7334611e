namespace EdaKit.Testing.Servers;

/// <summary>
/// How <see cref="RabbitMqServer"/> starts a private node. Without effect on a broker named by <c>EDAKIT_RABBITMQ</c>.
/// </summary>
public sealed class RabbitMqServerOptions
{
    /// <summary>How long one start may take before it counts as failed. More than zero. Default 60 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What this machine offers; tests put another machine in its place.</summary>
    internal Machine Machine { get; init; } = Machine.This;
}
