using EdaKit.Cli.Terminal;
using EdaKit.ContractGate;
using EdaKit.ContractGate.Checks;

namespace EdaKit.Cli.Contracts;

/// <summary>Findings for people, and for builds.</summary>
internal static class FindingsText
{
    public static void Write(IReadOnlyList<GateFinding> findings)
    {
        WriteEach(findings);
        Console.WriteLine(Total(findings));
    }

    /// <summary>Without their total, where looking for them was not the question.</summary>
    public static void WriteEach(IReadOnlyList<GateFinding> findings)
    {
        foreach (var version in findings.GroupBy(finding => (finding.Contract, finding.Version)))
        {
            Console.WriteLine($"{version.Key.Contract} v{version.Key.Version}");

            foreach (var finding in version)
            {
                var place = finding.Location is { } at ? $"  ({Path.GetRelativePath(Environment.CurrentDirectory, at.File)}:{at.Line})" : "";
                Console.WriteLine($"  {(finding.IsError ? "error" : "warning")} {finding.RuleId}{(finding.Path.Length > 0 ? $" at {finding.Path}" : "")}{place}");
                foreach (var line in Printable.Lines(finding.Message))
                    Console.WriteLine($"    {line}");
            }
        }
    }

    public static void WriteAsCompiler(IReadOnlyList<GateFinding> findings)
    {
        foreach (var finding in findings)
            WriteLine(CompilerLine.Of(finding));
    }

    public static void WriteAsCompiler(ContractGateException error) => WriteLine(CompilerLine.OfGate(error.Message));

    private static void WriteLine(string line) => Console.WriteLine(string.Join(' ', Printable.Lines(line)));

    private static string Total(IReadOnlyList<GateFinding> findings)
    {
        var errors = findings.Count(finding => finding.IsError);
        return errors == 0 && findings.Count == 0 ? "Nothing would break." : $"{Count.Text(errors, "error")}, {Count.Text(findings.Count - errors, "warning")}.";
    }
}
