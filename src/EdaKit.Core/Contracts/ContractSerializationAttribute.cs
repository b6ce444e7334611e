namespace EdaKit.Contracts;

/// <summary>
/// Names the class that says how the contracts of an assembly are written and read. <c>UseEdaKit</c> applies it where the assembly is registered with
/// <c>Contracts.FromAssembly</c>, and a tool that looks at the assembly can do the same.
/// </summary>
/// <remarks>MassTransit's JSON options are one for a process: two registered assemblies with different classes are reported when the bus starts (EDA0117).</remarks>
/// <example><code>
/// [assembly: ContractSerialization(typeof(RetailSerialization))]
///
/// public sealed class RetailSerialization : IContractSerialization
/// {
///     public void Configure(JsonSerializerOptions options) => options.Converters.Add(new JsonStringEnumConverter());
/// }
/// </code></example>
/// <param name="type">A public class that implements <see cref="IContractSerialization"/> and has a constructor without parameters (EDA0118).</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ContractSerializationAttribute(Type type) : Attribute
{
    /// <summary>The class.</summary>
    public Type SerializationType => type;

    internal bool IsUsable => typeof(IContractSerialization).IsAssignableFrom(type) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null;

    internal IContractSerialization Create() => (IContractSerialization)Activator.CreateInstance(type)!;
}
