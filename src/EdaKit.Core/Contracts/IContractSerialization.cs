using System.Text.Json;

namespace EdaKit.Contracts;

/// <summary>
/// Says how an assembly's contracts are written and read as JSON. One class does, named by <see cref="ContractSerializationAttribute"/>, so that every
/// process that registers the assembly does the same.
/// </summary>
/// <remarks>An implementer is public, has a constructor without parameters, and may be called more than once.</remarks>
public interface IContractSerialization
{
    /// <summary>Changes the options of MassTransit's JSON, which are one for a process.</summary>
    /// <param name="options">MassTransit's own options, or what others made of them.</param>
    void Configure(JsonSerializerOptions options);
}
