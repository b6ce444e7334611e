using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Checks;

namespace EdaKit.ContractGate.Build;

/// <summary>The gate as the targets of this package call it. What it writes, the build reads as it reads what a compiler writes.</summary>
internal static class Program
{
    /// <summary>Checks one assembly.</summary>
    /// <param name="args">The assembly, the folder of what is recorded, the mode, and whether it is strict.</param>
    /// <returns>0 where nobody would break, else 1.</returns>
    private static int Main(string[] args)
    {
        if (args is not [var assembly, var folder, var modeName, var strict])
            return Fail("it takes an assembly, a folder, a mode, and whether it is strict. Build with the targets of the package.");

        if (!CompatibilityModes.TryParse(modeName, out var mode))
            return Fail($"EdaKitCompatibility is '{modeName}'. Use {CompatibilityModes.Names}.");

        if (!bool.TryParse(strict, out var isStrict))
            return Fail($"EdaKitStrictCompatibility is '{strict}'. Use true or false.");

        try
        {
            return Check(new(ContractAssembly.Load(assembly), new BaselineFolder(folder), new() { Mode = mode, Strict = isStrict }));
        }
        catch (ContractGateException error)
        {
            return Fail(error.Message);
        }
        catch (Exception error)
        {
            // Whatever it is, a build that fails says why.
            return Fail($"it ended with {error.GetType().Name}: {error.Message} Run 'edakit contracts check --assembly {assembly}' to see more; "
                + "EdaKitContractGate=false builds without the gate.");
        }
    }

    private static int Check(ContractCheck check)
    {
        var findings = check.Run();
        foreach (var finding in findings)
            Console.WriteLine(CompilerLine.Of(finding));

        return findings.Any(finding => finding.IsError) ? 1 : 0;
    }

    private static int Fail(string reason)
    {
        Console.WriteLine(CompilerLine.OfGate(reason));
        return 1;
    }
}
