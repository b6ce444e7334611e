using System.Globalization;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Analyzers;

/// <summary>Types in the place of others: the analyzer says nothing that the gate does not say, and all of what can be seen in the source.</summary>
public sealed class When_a_member_changes_its_type
{
    private static readonly string[] Plain =
    [
        "string", "string?", "bool", "byte", "sbyte", "ushort", "int", "int?", "uint", "long", "ulong", "float", "double", "decimal", "decimal?", "Guid", "Guid?",
        "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "Part", "Part?", "List<string>", "IReadOnlyList<int>", "int?[]", "Other", "Money", "Money?", "Person",
    ];

    /// <summary>Of these the source does not tell enough; or the record does not, which of a list's items may only say that they are as in another place.</summary>
    private static readonly string[] Doubtful =
    [
        "byte[]", "char", "TimeSpan", "Uri", "object", "Kind", "Named", "Dictionary<string, int>", "Page<string>", "HashSet<int>",
        "Odd", "IPart", "IEnumerable<Part>", "ICollection<Other>", "IReadOnlyCollection<IReadOnlyList<string>>", "Shape", "Bag", "Conditional", "Legacy", "Two", "Extended", "Derived", "Filled",
    ];

    [Fact]
    public async Task Should_agree_with_the_gate()
    {
        string[] types = [.. Plain, .. Doubtful];

        // A third of all pairs, in which each type stands for many others and many others for it: all of them take half a minute.
        var (broken, warned) = await CompareAsync([.. types.Select((old, row) => types.Where((_, column) => (row + column) % 3 == 0).Select(@new => (old, @new)).ToArray())]);

        Assert.Empty(warned.Except(broken));
        Assert.DoesNotContain(broken.Except(warned), change => Plain.Contains(change.Old) && Plain.Contains(change.New));
        Assert.InRange(warned.Count, 300, broken.Count);
    }

    /// <summary>The changes at which the gate finds an error, and those at which the analyzer warns.</summary>
    private static async Task<(HashSet<(string Old, string New)> Broken, HashSet<(string Old, string New)> Warned)> CompareAsync((string Old, string New)[][] contracts)
    {
        using var project = new ContractProject();
        project.Record(Source(contracts, change => change.Old));
        var edited = Source(contracts, change => change.New);

        return (
            [.. project.Check(edited).Where(finding => finding.IsError).Select(finding => ChangeOf(finding.Contract, finding.Path.Split('/')[1]))],
            [.. (await Editor.FindAsync(project, edited)).Select(found => found.GetMessage(null).Split('\''))
                .Select(quoted => ChangeOf(quoted.First(IsContract).Split(' ')[0], quoted[1].Split('/')[0]))]);

        (string, string) ChangeOf(string contract, string member) => contracts[NumberIn(contract)][NumberIn(member)];
    }

    private static bool IsContract(string text) => text.StartsWith("shop.of", StringComparison.Ordinal);

    private static int NumberIn(string name) => int.Parse(name.AsSpan(name.IndexOfAny([.. "0123456789"])), CultureInfo.InvariantCulture);

    private static string Source((string Old, string New)[][] contracts, Func<(string Old, string New), string> typeOf) => $$"""
        using System; using System.Collections.Generic; using System.Diagnostics.CodeAnalysis; using System.Text.Json; using System.Text.Json.Serialization; using EdaKit.Contracts;
        namespace Shop;
        public sealed record Part(string Name, decimal Price);
        public sealed record Other(string Name, int Count);
        public readonly record struct Money(decimal Amount, string Currency);
        public class Named2 { public string Name { get; set; } = ""; }
        public sealed class Person : Named2 { public required int Age { get; init; } public int Year => Age; }
        public interface INamed { string Name { get; } }
        public interface IPart : INamed { decimal Price { get; } }
        public enum Kind { One, Two }
        [JsonConverter(typeof(JsonStringEnumConverter<Named>))] public enum Named { One, Two }
        public sealed record Page<T>(T Item);
        [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public sealed record Odd(int Number);
        [JsonPolymorphic, JsonDerivedType(typeof(Circle), "circle")] public abstract record Shape(string Name); public sealed record Circle(string Name) : Shape(Name);
        public sealed class Bag : List<string>;
        public sealed class Conditional { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Name { get; set; } public int Count; }
        #nullable disable
        public sealed class Legacy { public string Name { get; set; } }
        #nullable restore
        public sealed class Two { public Two() { } public Two(string name) => Name = name; [AllowNull] public string Name { get; set; } = ""; }
        public sealed class Extended { [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; } public string Name { get; set; } = ""; }
        public class Base { public virtual string Name { get; set; } = ""; }
        public sealed class Derived : Base { public override string Name { get; set; } = ""; public int Count { get; private set; } }
        public sealed class Filled { [SetsRequiredMembers] public Filled() { } public required string Name { get; set; } = ""; public int Hidden { private get; set; } }
        {{string.Join('\n', contracts.Select((changes, index) =>
            $"[EventContract(\"shop.of-{index}\", 1)] public sealed record Of{index}({string.Join(", ", changes.Select((change, at) => $"{typeOf(change)} To{at}"))});"))}}
        """;
}
