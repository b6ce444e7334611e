using System.CommandLine;
using System.Text.Json;
using Insurance.Audit;
using Samples.Hosting;

namespace Insurance.Host;

/// <summary>Checks an exported trail, with no server and no database.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "What /audit/export has given." };
        var command = new Command("verify", "Checks an exported audit trail: 0 it holds, 1 it does not.") { file };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(file)!, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var verdict = await AuditCheck.OfAsync(File.ReadLines(file), cancellationToken);
            Console.WriteLine($"{verdict.Entries:N0} entries in order, last seal {verdict.Seal}");
            if (verdict.Fault is { } fault)
                Console.WriteLine(fault);
            return verdict.Holds ? 0 : 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new OperatorException($"'{file}' cannot be read: {fault.Message}", fault);
        }
    }
}
