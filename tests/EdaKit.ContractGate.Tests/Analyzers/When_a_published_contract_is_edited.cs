using EdaKit.Analyzers;
using EdaKit.ContractGate.Tests.Checks;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Analyzers;

public sealed class When_a_published_contract_is_edited
{
    /// <summary>What takes the compiled assembly to find: enums, dictionaries, unions, attributes, ways, and what is about a contract as a whole.</summary>
    private static readonly string[] ForTheBuild =
    [
        "the values of a dictionary change their type", "a name of an enum that is text goes away", "a name of an enum that is text is added",
        "a name of an enum that is text is changed", "numbers of an enum change places", "an enum that is a number becomes text", "the class of a contract is deleted",
        "the number of a version goes up, and no way leads from the old one", "a way fails", "a way gives what the new version is not",
        "older readers are promised what they cannot read", "an attribute has a number written as text", "an attribute has a converter of its own write a member",
        "an attribute has an enum written as text", "an attribute leaves a member out that readers need", "the keys of a dictionary change their type",
        "a type of a union goes away", "a type of a union is renamed", "a type of a union is added", "numbers of an enum in a union change places",
    ];

    public static TheoryData<ContractEdit> Harmless => [.. ContractEdits.Harmless];

    public static TheoryData<ContractEdit> Breaking => [.. ContractEdits.Breaking];

    [Theory]
    [MemberData(nameof(Harmless), DisableDiscoveryEnumeration = true)]
    public async Task Should_say_nothing_of_what_breaks_nobody(ContractEdit edit)
    {
        using var project = new ContractProject();
        project.Record(ContractEdits.Published);

        Assert.Empty(await Editor.FindAsync(project, edit.ApplyTo(ContractEdits.Published)));
    }

    [Theory]
    [MemberData(nameof(Breaking), DisableDiscoveryEnumeration = true)]
    public async Task Should_warn_at_the_lines_at_which_the_build_will_fail(ContractEdit edit)
    {
        using var project = new ContractProject();
        project.Record(ContractEdits.Published);
        var edited = edit.ApplyTo(ContractEdits.Published);

        var found = await Editor.FindAsync(project, edited);

        var lines = project.Check(edited).Where(finding => finding.IsError && finding.Location is not null).Select(finding => finding.Location!.Line).Distinct().Order();
        Assert.Equal(ForTheBuild.Contains(edit.Name) ? [] : lines, Editor.LinesOf(found));
        Assert.All(found, one => Assert.Equal(ContractRule.Id, one.Id));
    }

    [Fact]
    public void The_edits_that_are_left_to_the_build_are_all_there() => Assert.Subset(ContractEdits.Breaking.Select(edit => edit.Name).ToHashSet(), ForTheBuild.ToHashSet());

    [Theory]
    [InlineData("string? Note,", "string? Note, string Currency,",
        "Readers now need the member 'currency', and messages that are on their way do not have it. 'shop.order-placed v1' is published. Take the change back, or make it version 2 of the "
        + "contract, with a way from the older one.")]
    [InlineData("    int Quantity,\n", "",
        "Processes that read it as it was need the member 'quantity', which is no longer written. 'shop.order-placed v1' is published. Take the change back, or make it version 2 of the "
        + "contract, with a way from the older one.")]
    [InlineData("short Pieces", "int? Pieces",
        "The member 'lines/*/pieces' was 'integer from -32768 to 32767' and is now 'integer from -2147483648 to 2147483647 or null'. 'shop.order-placed v1' is published. Take the change "
        + "back, or make it version 2 of the contract, with a way from the older one.")]
    public async Task Should_say_the_contract_the_fact_and_the_remedy(string old, string @new, string message)
    {
        using var project = new ContractProject();
        project.Record(ContractEdits.Published);
        var edited = new ContractEdit("", old, @new).ApplyTo(ContractEdits.Published);

        Assert.Equal(message, Assert.Single(await Editor.FindAsync(project, edited)).GetMessage(null));
        Assert.Contains(project.Check(edited), finding => finding.Message.EndsWith("make it version 2 of the contract, with a way from the older one.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_name_the_version_after_the_newest_one_as_the_build_does()
    {
        using var project = new ContractProject();
        project.Record(Two("int"));
        var edited = Two("string");

        Assert.Contains("make it version 8 of the contract", Assert.Single(await Editor.FindAsync(project, edited)).GetMessage(null), StringComparison.Ordinal);
        Assert.Contains(project.Check(edited), finding => finding.Message.Contains("make it version 8 of the contract", StringComparison.Ordinal));

        static string Two(string type) => $$"""
            using EdaKit.Contracts;
            namespace Shop;
            [EventContract("shop.order", version: 1)] public sealed record OrderBefore({{type}} Number);
            [EventContract("shop.order", version: 7)] public sealed record Order(int Number);
            public sealed class Versions : IContractVersions
            {
                public void Register(ContractsBuilder contracts) => contracts.UpcastJson<Order>(from: 1, order => order);
            }
            """;
    }
}
