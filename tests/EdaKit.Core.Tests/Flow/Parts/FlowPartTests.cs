using EdaKit.Flow.Parts;

namespace EdaKit.Core.Tests.Flow.Parts;

public sealed class FlowPartTests
{
    /// <summary>Approved: files of released versions are checked in all over. A change must leave them readable.</summary>
    private const string Approved = """
        {
          "format": 1,
          "service": "billing",
          "declared": true,
          "participants": [
            {
              "name": "IssueInvoice",
              "kind": "Consumer",
              "endpoints": [
                "issue-invoice"
              ],
              "listensTo": [
                {
                  "contract": "shop.order-paid",
                  "versions": [
                    2,
                    1
                  ]
                },
                {
                  "contract": "shop.order-paid",
                  "isFault": true
                }
              ],
              "publishes": [
                {
                  "contract": "shop.invoice-issued",
                  "versions": [
                    1
                  ],
                  "also": [
                    "IDocument"
                  ],
                  "on": "shop.order-paid",
                  "sometimes": true,
                  "mayLoop": true
                }
              ],
              "isDeclared": true
            }
          ]
        }

        """;

    private static readonly FlowPart Billing = new("billing")
    {
        IsDeclared = true,
        Participants =
        [
            new("IssueInvoice", ParticipantKind.Consumer)
            {
                Endpoints = ["issue-invoice"],
                ListensTo = [new("shop.order-paid") { Versions = [2, 1] }, new("shop.order-paid") { IsFault = true }],
                Publishes = [new("shop.invoice-issued") { Versions = [1], Also = ["IDocument"], On = "shop.order-paid", Sometimes = true, MayLoop = true }],
                IsDeclared = true,
            },
        ],
    };

    [Fact]
    public void ToJson_part_has_the_approved_form() => Assert.Equal(Approved.ReplaceLineEndings("\n"), Billing.ToJson());

    [Fact]
    public void FromJson_what_was_written_is_the_same_again() => Assert.Equal(Billing.ToJson(), FlowPart.FromJson(Billing.ToJson()).ToJson());

    [Fact]
    public void FromJson_what_a_later_version_adds_is_passed_over() =>
        Assert.Equal("a", FlowPart.FromJson("""{ "format": 1, "service": "a", "colour": "red" }""").Service);

    [Theory]
    [InlineData("""{ "format": 2, "service": "a" }""", "Update EdaKit")]
    [InlineData("""{ "service": "a" }""", "'format'")]
    [InlineData("""{ "format": 1 }""", "'service'")]
    [InlineData("""{ "format": 1, "service": "a", "participants": [null] }""", "'name'")]
    [InlineData("""{ "format": 1, "service": "a", "participants": [{ "name": "B", "kind": "Consumer", "listensTo": [{}] }] }""", "'contract'")]
    [InlineData("[]", "is no part of a flow")]
    [InlineData("null", "is no part of a flow")]
    [InlineData("?", "is no part of a flow")]
    public void FromJson_what_is_no_part_is_refused(string json, string said) =>
        Assert.Contains(said, Assert.Throws<FlowPartException>(() => FlowPart.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void With_what_was_seen_completes_only_what_declares_nothing()
    {
        var part = new FlowPart("shop")
        {
            Participants =
            [
                new("Declared", ParticipantKind.Consumer) { IsDeclared = true, Publishes = [new("a")] },
                new("Silent", ParticipantKind.Consumer) { ListensTo = [new("a")] },
                new("Api", ParticipantKind.Other) { Publishes = [new("b")] },
            ],
        };
        var seen = new FlowPart("shop")
        {
            Participants =
            [
                new("Declared", ParticipantKind.Consumer) { Publishes = [new("x")] },
                new("Silent", ParticipantKind.Consumer) { Publishes = [new("c")], ListensTo = [new("y")] },
                new("Gone", ParticipantKind.Consumer) { Publishes = [new("z")] },
                new("shop", ParticipantKind.Other) { Publishes = [new("b"), new("d")] },
            ],
        };

        Assert.Equal(["Declared: a", "Silent: c", "Api: b", "shop: d"], part.With(seen).Participants.Select(one => $"{one.Name}: {string.Join(',', one.Publishes.Select(output => output.Contract))}"));
        Assert.Equal("a", Assert.Single(part.With(seen).Participants[1].ListensTo).Contract);
    }

    [Fact]
    public void Read_folder_finds_its_parts_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("flow").FullName;

        try
        {
            File.WriteAllText(Billing.FileIn(folder), Billing.ToJson());
            File.WriteAllText(new FlowPart("a").FileIn(folder), new FlowPart("a").ToJson());
            File.WriteAllText(Path.Combine(folder, "package.json"), "{}");

            Assert.Equal(["a", "billing"], FlowPart.Read(folder, Billing.FileIn(folder)).Select(part => part.Service));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Read_folder_without_parts_says_how_they_come_there() =>
        Assert.Contains("FlowPartCheck", Assert.Throws<FlowPartException>(() => FlowPart.Read(Directory.CreateTempSubdirectory("flow").FullName)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_missing_file_is_named() =>
        Assert.Contains("'missing.flow.json'", Assert.Throws<FlowPartException>(() => FlowPart.Read("missing.flow.json")).Message, StringComparison.Ordinal);
}
