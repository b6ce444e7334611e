using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using EdaKit.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Versions;

/// <summary>How long a process takes until its bus runs, by how many contracts it has.</summary>
internal static class StartUp
{
    /// <summary>Registers, builds and starts a bus in memory.</summary>
    /// <param name="contracts">The assembly of the contracts; null for none.</param>
    /// <returns>The time until it runs.</returns>
    public static async Task<TimeSpan> MeasureAsync(Assembly? contracts)
    {
        var started = Stopwatch.GetTimestamp();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda =>
            {
                if (contracts is not null)
                    eda.Contracts.FromAssembly(contracts);
            });
            x.UsingInMemory((context, bus) =>
            {
                bus.UseEdaKit(context);
                bus.ConfigureEndpoints(context);
            });
        });

        await using var provider = services.BuildServiceProvider();
        var control = provider.GetRequiredService<IBusControl>();
        await control.StartAsync();
        var taken = Stopwatch.GetElapsedTime(started);
        await control.StopAsync();
        return taken;
    }

    /// <summary>An assembly with so many contracts, each with five members, a business key and two versions.</summary>
    public static Assembly Contracts(int count)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"Bench.Contracts{Guid.NewGuid():N}"), AssemblyBuilderAccess.Run).DefineDynamicModule("main");

        for (var number = 0; number < count; number++)
            Define(module, $"OrderPlaced{number}", $"bench.order-placed-{number / 2}", 1 + (number % 2));

        return module.Assembly;
    }

    private static void Define(ModuleBuilder module, string type, string contract, int version)
    {
        var builder = module.DefineType($"Bench.{type}", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class);
        builder.SetCustomAttribute(new(typeof(EventContractAttribute).GetConstructor([typeof(string), typeof(int)])!, [contract, version]));

        foreach (var (name, index) in new[] { "Number", "Customer", "Street", "City", "Remark" }.Select((name, index) => (name, index)))
        {
            var field = builder.DefineField($"_{name}", typeof(string), FieldAttributes.Private);
            var property = builder.DefineProperty(name, PropertyAttributes.None, typeof(string), null);
            var getter = builder.DefineMethod($"get_{name}", MethodAttributes.Public | MethodAttributes.SpecialName, typeof(string), null);
            var code = getter.GetILGenerator();
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, field);
            code.Emit(OpCodes.Ret);
            property.SetGetMethod(getter);

            if (index == 0)
                property.SetCustomAttribute(new(typeof(BusinessKeyAttribute).GetConstructor([])!, []));
        }

        builder.CreateType();
    }
}
