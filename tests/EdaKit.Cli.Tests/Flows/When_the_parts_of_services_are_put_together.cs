using System.Text.Json;
using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Flows;

public sealed class When_the_parts_of_services_are_put_together : IDisposable
{
    private const string Ordering = """
        { "format": 1, "service": "ordering", "declared": true, "participants": [{ "name": "PlaceOrder", "kind": "Other", "publishes": [{ "contract": "shop.order-placed" }] }] }
        """;

    private const string Billing = """
        { "format": 1, "service": "billing", "declared": true, "participants": [
            { "name": "Bill", "kind": "Consumer", "listensTo": [{ "contract": "shop.order-placed" }], "publishes": [{ "contract": "shop.invoice-issued", "sometimes": true }] }] }
        """;

    private const string Customer = """
        { "format": 1, "service": "customer", "outside": true, "declared": true, "participants": [{ "name": "customer", "kind": "Other", "listensTo": [{ "contract": "shop.invoice-issued" }] }] }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edakit-flow-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Should_say_what_does_not_fit_and_end_with_1()
    {
        await WriteAsync(("ordering", Ordering), ("billing", Billing));

        var answer = (await Edakit.RunAsync(null, "flow", "check", _folder.FullName)).Ended(1);

        Assert.Contains("NobodyListens: 'shop.invoice-issued' is published by 'Bill' of 'billing', and nobody listens to it.", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 finding.\n", answer.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_end_with_0_where_all_fits()
    {
        await WriteAsync(("ordering", Ordering), ("billing", Billing), ("customer", Customer));

        var answer = (await Edakit.RunAsync(null, "flow", "check", File("ordering"), File("billing"), File("customer"))).Ended(0);

        Assert.Equal("3 parts, and nothing that does not fit.", answer.Output.Trim());
        Assert.Empty(answer.Errors);
    }

    [Fact]
    public async Task Should_say_which_services_declare_nothing()
    {
        await WriteAsync(("billing", Billing), ("customer", Customer), ("legacy", """{ "format": 1, "service": "legacy" }"""));

        var answer = (await Edakit.RunAsync(null, "flow", "check", _folder.FullName)).Ended(0);

        Assert.Contains("'legacy' might publish anything", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_answer_as_JSON()
    {
        await WriteAsync(("ordering", Ordering), ("billing", Billing));

        using var answer = JsonDocument.Parse((await Edakit.RunAsync(null, "flow", "check", _folder.FullName, "-o", "json")).Ended(1).Output);

        var finding = answer.RootElement.GetProperty("findings")[0];
        Assert.Equal("nobodyListens", finding.GetProperty("code").GetString());
        Assert.Equal("shop.invoice-issued", finding.GetProperty("contract").GetString());
        Assert.Equal(2, answer.RootElement.GetProperty("services").GetArrayLength());
    }

    [Fact]
    public async Task Should_draw_it_for_Mermaid_and_for_Graphviz()
    {
        await WriteAsync(("ordering", Ordering), ("billing", Billing), ("customer", Customer));

        Assert.Equal("""
            flowchart LR
                b0["billing"]
                b1[/"customer"/]
                b2["ordering"]
                c0(["shop.invoice-issued"])
                c1(["shop.order-placed"])
                b0 -.-> c0
                b2 --> c1
                c1 --> b0
                c0 --> b1

            """.ReplaceLineEndings("\n"), (await Edakit.RunAsync(null, "flow", "draw", _folder.FullName)).Ended(0).Output);
        Assert.Contains("subgraph cluster_0", (await Edakit.RunAsync(null, "flow", "draw", _folder.FullName, "--dot", "--participants")).Ended(0).Output, StringComparison.Ordinal);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_learn_from_journals_what_nobody_declares(StoreKind store)
    {
        using var journals = await Journals.CreateAsync(store);
        await WriteAsync(("billing", """
            { "format": 1, "service": "billing", "participants": [{ "name": "IssueInvoice", "kind": "Consumer", "endpoints": ["billing"], "listensTo": [{ "contract": "shop.order-placed" }] }] }
            """));

        var answer = (await Edakit.RunAsync(null, "flow", "draw", _folder.FullName, "-c", journals.Shop, "-c", journals.BillingService, "--participants")).Ended(0);

        Assert.Equal("""
            flowchart LR
                subgraph g0["billing"]
                    b0["IssueInvoice"]
                end
                subgraph g1["shop"]
                    b1["SendMail"]
                    b2["shop"]
                end
                c0(["shop.invoice-issued"])
                c1(["shop.order-placed"])
                b0 --> c0
                b2 --> c1
                c1 --> b0
                c0 --> b1

            """.ReplaceLineEndings("\n"), answer.Output);
        (await Edakit.RunAsync(null, "flow", "check", "-c", journals.Shop, "-c", journals.BillingService)).Ended(0);
    }

    [Fact]
    public async Task Should_say_that_a_file_is_none()
    {
        await WriteAsync(("ordering", "[]"));

        Assert.Contains("is no part of a flow", (await Edakit.RunAsync(null, "flow", "check", _folder.FullName)).Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await Edakit.RunAsync(null, "flow", "check", File("missing"))).Ended(2).Errors, StringComparison.Ordinal);
    }

    private string File(string service) => Path.Combine(_folder.FullName, $"{service}.flow.json");

    private async Task WriteAsync(params (string Service, string Part)[] parts)
    {
        foreach (var (service, part) in parts)
            await System.IO.File.WriteAllTextAsync(File(service), part);
    }
}
