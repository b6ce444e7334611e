using System.Text.Json;

namespace EdaKit.ContractGate.Checks;

/// <summary>What the gate demands.</summary>
public sealed class GateOptions
{
    /// <summary>Which versions must read which. Default: <see cref="CompatibilityMode.BackwardTransitive"/>.</summary>
    public CompatibilityMode Mode { get; set; } = CompatibilityMode.BackwardTransitive;

    /// <summary>
    /// Compare one closed schema with another, as registries do that know nothing of readers which pass over what they do not know. Default: false, where a
    /// reader's schema is open.
    /// </summary>
    public bool Strict { get; set; }

    /// <summary>
    /// How the contracts are written and read as JSON, where they are stored and not sent, such as the events of an event store: the options of the store. Default: null, as on a bus, which are
    /// MassTransit's own with what <c>[assembly: ContractSerialization]</c> changes. With it, record by <see cref="ContractCheck.Update"/>: the command line knows a bus alone.
    /// </summary>
    public JsonSerializerOptions? Json { get; set; }

    /// <summary>By whose days deprecations end.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;
}
