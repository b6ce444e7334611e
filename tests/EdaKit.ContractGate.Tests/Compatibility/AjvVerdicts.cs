using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.ContractGate.Tests.Compatibility.Generation;

namespace EdaKit.ContractGate.Tests.Compatibility;

/// <summary>What ajv says of the values of one generated pair.</summary>
/// <param name="Seed">The seed of the pair.</param>
/// <param name="Hash">A hash of the pair, since a generator that was changed makes another one of the same seed.</param>
/// <param name="OfWriter">Whether each value passes the writer's schema.</param>
/// <param name="OfReader">Whether each value passes the reader's.</param>
internal sealed record AjvVerdicts(int Seed, string Hash, bool[] OfWriter, bool[] OfReader)
{
    private const string Folder = "tests/EdaKit.ContractGate.Tests/Compatibility/ajv";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(20);

    public bool HasCounterexample => OfWriter.Zip(OfReader).Any(both => both is (true, false));

    /// <summary>The verdicts that are kept with the tests.</summary>
    public static IReadOnlyList<AjvVerdicts> Recorded()
    {
        using var reader = new StreamReader(typeof(AjvVerdicts).Assembly.GetManifestResourceStream("verdicts.txt")!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '));
        return [.. lines.Select(parts => new AjvVerdicts(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], Bits(parts[2]), Bits(parts[3])))];
    }

    /// <summary>Asks ajv, by its script.</summary>
    public static async Task<IReadOnlyList<AjvVerdicts>> AskAsync(IEnumerable<GeneratedPair> pairs, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, pairs.Select(LineOf), cancellationToken);
            var answers = await RunAsync(file, cancellationToken);

            return [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Select(answer =>
            {
                var seed = answer["id"]!.GetValue<int>();
                return new AjvVerdicts(seed, HashOf(new(seed)), Bits(answer["verdicts"]![0]!), Bits(answer["verdicts"]![1]!));
            })];
        }
        finally
        {
            File.Delete(file);
        }
    }

    public bool IsOf(GeneratedPair pair) => pair.Seed == Seed && HashOf(pair) == Hash;

    public override string ToString() => $"{Seed} {Hash} {Text(OfWriter)} {Text(OfReader)}";

    private static string Text(bool[] verdicts) => string.Concat(verdicts.Select(one => one ? '1' : '0'));

    private static bool[] Bits(string text) => [.. text.Select(one => one == '1')];

    private static bool[] Bits(JsonNode verdicts) => [.. verdicts.AsArray().Select(one => one!.GetValue<bool>())];

    private static string HashOf(GeneratedPair pair) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LineOf(pair))))[..16];

    private static string LineOf(GeneratedPair pair) => JsonSerializer.Serialize(new
    {
        id = pair.Seed,
        oldDraft = pair.Writer.ContainsKey("$schema"),
        formats = pair.FormatsAreChecked,
        schemas = new[] { pair.Writer, pair.Reader },
        values = pair.Values,
    });

    private static async Task<string> RunAsync(string file, CancellationToken cancellationToken)
    {
        // Beside the sources, since that is where npm puts what the script needs.
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EdaKit.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"'{AppContext.BaseDirectory}' is not in the repository. Run the test from its "
                + "build there.");

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Bound);

        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder.FullName, Folder, "verdicts.mjs"), file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        try
        {
            var (verdicts, errors) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            Assert.True(process.ExitCode == 0, $"node ended with '{process.ExitCode}': {await errors} Run 'npm ci' in '{Folder}'.");
            return await verdicts;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
