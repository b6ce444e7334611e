using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdaKit.Contracts;
using EdaKit.Contracts.Versions;
using MassTransit.Serialization;

namespace EdaKit.ContractGate.Assemblies;

/// <summary>The contracts of an assembly, as a process that registers the assembly has them.</summary>
internal sealed class ContractAssembly
{
    private ContractAssembly(Assembly assembly, ContractsBuilder builder, JsonSerializerOptions options)
    {
        Assembly = assembly;
        Builder = builder;
        Contracts = builder.Build().Contracts;
        Options = options;
    }

    /// <summary>The assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>Its contracts, by name, then by version.</summary>
    public IReadOnlyList<ContractDescriptor> Contracts { get; }

    /// <summary>How its contracts are written and read as JSON.</summary>
    public JsonSerializerOptions Options { get; }

    internal ContractsBuilder Builder { get; }

    /// <summary>Looks at an assembly that this process has loaded.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="json">How its contracts are written and read; null: as on a bus.</param>
    /// <returns>Its contracts.</returns>
    /// <exception cref="ContractGateException">It has no contracts, or no process would start with them.</exception>
    public static ContractAssembly Of(Assembly assembly, JsonSerializerOptions? json = null)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        var builder = Register(assembly);
        if (!builder.Describe().Any())
            throw new ContractGateException($"Assembly '{assembly.GetName().Name}' has no contracts. Name the assembly whose types bear [EventContract(name, version)].");

        var faults = new ContractRules(builder).Check().Concat(new VersionRules(builder).Check()).ToList();
        if (faults.Count > 0)
            throw new ContractGateException($"No process would start with the contracts of '{assembly.GetName().Name}':\n{string.Join('\n', faults)}");

        return new(assembly, builder, json is null ? OptionsOfBus(assembly, builder) : new(json) { TypeInfoResolver = json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver() });
    }

    /// <summary>Loads an assembly from its file, apart from those of this process.</summary>
    /// <param name="path">The file, as the build made it.</param>
    /// <param name="json">How its contracts are written and read; null: as on a bus.</param>
    /// <returns>Its contracts.</returns>
    /// <exception cref="ContractGateException">There is no such file, it is no .NET assembly, something that it needs is not there, or it has no contracts.</exception>
    public static ContractAssembly Load(string path, JsonSerializerOptions? json = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        var file = Path.GetFullPath(path);
        if (!File.Exists(file))
            throw new ContractGateException($"There is no assembly '{path}'. Build the project of the contracts first, and name the file that the build made.");

        try
        {
            return Of(new ContractLoadContext(file).LoadFromAssemblyPath(file), json);
        }
        catch (BadImageFormatException error)
        {
            throw new ContractGateException($"'{path}' is no .NET assembly. Name the file that the build of the contracts' project made.", error);
        }
        catch (JsonException error)
        {
            throw new ContractGateException($"What the build and the restore wrote beside '{path}' cannot be read: {error.Message} Restore and build its "
                + "project again.", error);
        }
        catch (Exception error) when (IsOfLoading(error))
        {
            var missing = error is ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } ? first.Message : error.Message;
            throw new ContractGateException($"'{path}' cannot be loaded: {missing} Restore and build its project, so that what it needs lies beside it or in "
                + "the NuGet cache; its EdaKit packages "
                + "and this one must be of the same version.", error);
        }
    }

    private static JsonSerializerOptions OptionsOfBus(Assembly assembly, ContractsBuilder builder)
    {
        var options = new JsonSerializerOptions(SystemTextJsonMessageSerializer.Options);
        try
        {
            foreach (var serialization in builder.Serializations)
                serialization.Create().Configure(options);

            return options;
        }
        catch (Exception error) when (!IsOfLoading(error))
        {
            var thrown = (error as TargetInvocationException)?.InnerException ?? error;
            throw new ContractGateException($"What [assembly: ContractSerialization] names in '{assembly.GetName().Name}' cannot be used: "
                + $"{thrown.GetType().Name}: {thrown.Message} Mend its constructor, or Configure.", error);
        }
    }

    /// <summary>Whether something that the assembly needs is not there, or is of another version.</summary>
    private static bool IsOfLoading(Exception error) =>
        error is FileNotFoundException or FileLoadException or ReflectionTypeLoadException or TypeLoadException or MissingMemberException or BadImageFormatException;

    /// <summary>Ways between versions are the contracts' own code: whatever it throws is what the gate has to tell.</summary>
    private static ContractsBuilder Register(Assembly assembly)
    {
        var builder = new ContractsBuilder();
        try
        {
            return builder.FromAssembly(assembly);
        }
        catch (ArgumentException error)
        {
            throw new ContractGateException($"A way between versions in '{assembly.GetName().Name}' cannot be used: {error.Message}", error);
        }
        catch (TargetInvocationException error)
        {
            throw new ContractGateException($"The ways between versions in '{assembly.GetName().Name}' cannot be made: "
                + $"{error.InnerException!.GetType().Name}: {error.InnerException.Message} Mend the constructor.", error);
        }
        catch (Exception error) when (!IsOfLoading(error))
        {
            throw new ContractGateException($"The ways between versions in '{assembly.GetName().Name}' cannot be registered: {error.GetType().Name}: "
                + $"{error.Message} Mend Register.", error);
        }
    }
}
