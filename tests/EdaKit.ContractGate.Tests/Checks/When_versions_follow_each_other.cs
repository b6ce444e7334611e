using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Checks;

/// <summary>A contract with several versions: what each mode of the registries demands of ways from one to the other.</summary>
public sealed class When_versions_follow_each_other : IDisposable
{
    private const string V1 = "[EventContract(\"shop.order-placed\", 1)] public sealed record OrderPlacedV1(string Number, int Total);";
    private const string V2 = "[EventContract(\"shop.order-placed\", 2)] public sealed record OrderPlacedV2(string Number, decimal Amount);";
    private const string V3 = "[EventContract(\"shop.order-placed\", 3)] public sealed record OrderPlacedV3(string Number, decimal Amount, string Currency);";
    private const string Up12 = ".Upcast<OrderPlacedV1, OrderPlacedV2>(v1 => new(v1.Number, v1.Total))";
    private const string Up23 = ".Upcast<OrderPlacedV2, OrderPlacedV3>(v2 => new(v2.Number, v2.Amount, \"GBP\"))";
    private const string Down21 = ".Downcast<OrderPlacedV2, OrderPlacedV1>(v2 => new(v2.Number, (int)v2.Amount))";

    private readonly ContractProject _project = new();

    [Theory]
    [InlineData("NONE", "")]
    [InlineData("BACKWARD", "EDA1103")]
    [InlineData("BACKWARD_TRANSITIVE", "EDA1103")]
    [InlineData("FORWARD", "EDA1106")]
    [InlineData("FORWARD_TRANSITIVE", "EDA1106")]
    [InlineData("FULL", "EDA1103 EDA1106")]
    [InlineData("FULL_TRANSITIVE", "EDA1103 EDA1106")]
    public void Without_ways_each_mode_misses_its_own(string mode, string missed)
    {
        _project.Record(Source([V1]));
        _project.Record(Source([V1, V2]));

        Assert.Equal(missed, RulesOf(_project.Check(Source([V1, V2]), ModeOf(mode))));
    }

    [Theory]
    [InlineData("BACKWARD_TRANSITIVE", Up12)]
    [InlineData("FORWARD_TRANSITIVE", Down21)]
    [InlineData("FULL_TRANSITIVE", Up12 + Down21)]
    public void Ways_give_each_mode_what_it_demands(string mode, string ways)
    {
        _project.Record(Source([V1, V2]));

        Assert.Equal("", RulesOf(_project.Check(Source([V1, V2], ways), ModeOf(mode))));
    }

    [Theory]
    [InlineData("BACKWARD", Up23, "")]
    [InlineData("BACKWARD_TRANSITIVE", Up12 + Up23, "")]
    [InlineData("BACKWARD_TRANSITIVE", ".UpcastJson<OrderPlacedV3>(1, v1 => v1)" + Up23, "EDA1105")]
    public void Only_transitive_modes_look_at_versions_before_the_last(string mode, string ways, string found)
    {
        _project.Record(Source([V1, V2, V3]));

        // Without a class of version 1 no rule of the start-up speaks for it: that it is recorded does.
        Assert.Equal(found, RulesOf(_project.Check(Source([ways.Contains("V1", StringComparison.Ordinal) ? V1 : "", V2, V3], ways), ModeOf(mode))));
    }

    [Fact]
    public void A_version_whose_class_is_gone_still_needs_a_way()
    {
        _project.Record(Source([V1]));
        _project.Record(Source([V1, V2]));
        _project.Record(Source([V2, V3], Up23));

        var found = Assert.Single(_project.Check(Source([V2, V3], Up23)));

        Assert.Equal("EDA1103", found.RuleId);
        Assert.Contains("messages of version 1", found.Message, StringComparison.Ordinal);
        Assert.Contains("'currency'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_older_readers_could_read_is_told_how_to_say_so()
    {
        _project.Record(Source([V1]));
        var newer = "[EventContract(\"shop.order-placed\", 2)] public sealed record OrderPlacedV2(string Number, int Total, string? Note);";

        var found = _project.Check(Source([newer]), ModeOf("FORWARD")).Single(finding => finding.RuleId == "EDA1106");

        Assert.Contains("OldestReader = 1", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_project.Check(Source([newer.Replace("\", 2)", "\", 2, OldestReader = 1)", StringComparison.Ordinal)]), ModeOf("FORWARD")),
            finding => finding.RuleId == "EDA1106");
    }

    [Fact]
    public void The_shortest_way_is_named_where_nothing_differs()
    {
        _project.Record(Source([V1]));

        var found = _project.Check(Source([V1.Replace("\", 1)", "\", 2)", StringComparison.Ordinal)])).Single(finding => finding.RuleId == "EDA1103");

        Assert.Contains("Reshape<OrderPlacedV1>(from: 1, _ => { }) is enough", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_without_a_sample_is_not_proven()
    {
        _project.Record(Source([V1, V2]));
        File.Delete(Path.Combine(_project.Recorded, "shop.order-placed", "v1.made.sample.json"));

        Assert.Equal("EDA1104", RulesOf(_project.Check(Source([V1, V2], Up12))));
    }

    [Theory]
    [InlineData("{ \"number\": \"1\" }", "'total'")]
    [InlineData("{ \"number\": \"1\", \"total\": \"much\" }", "/total")]
    [InlineData("[]", "object")]
    public void A_sample_must_be_a_message_of_its_version(string sample, string named)
    {
        _project.Record(Source([V1]));
        File.WriteAllText(Path.Combine(_project.Recorded, "shop.order-placed", "v1.real.sample.json"), sample);

        var found = Assert.Single(_project.Check(Source([V1])));

        Assert.Equal("EDA1107", found.RuleId);
        Assert.Contains("'real'", found.Message, StringComparison.Ordinal);
        Assert.Contains(named, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_version_newer_than_any_class_is_missed()
    {
        _project.Record(Source([V1, V2], Up12));

        Assert.Equal("EDA1109", RulesOf(_project.Check(Source([V1]))));
    }

    [Fact]
    public void Strict_readers_refuse_what_open_ones_pass_over()
    {
        var wider = V1.Replace("int Total", "int Total, string? Note = null", StringComparison.Ordinal);
        _project.Record(Source([V1]));

        Assert.Equal("", RulesOf(_project.Check(Source([wider]))));
        Assert.Equal("EDA1001 EDA1003", RulesOf(_project.Check(Source([wider]), new() { Strict = true })));
    }

    [Fact]
    public void A_member_of_which_the_JSON_is_not_known_is_named_in_a_warning()
    {
        var source = Source([V1.Replace("int Total", "Money Total", StringComparison.Ordinal)]) + """

            [System.Text.Json.Serialization.JsonConverter(typeof(MoneyConverter))]
            public sealed record Money(int Pence);

            public sealed class MoneyConverter : System.Text.Json.Serialization.JsonConverter<Money>
            {
                public override Money Read(ref System.Text.Json.Utf8JsonReader reader, System.Type type, System.Text.Json.JsonSerializerOptions options) => new(reader.GetInt32());
                public override void Write(System.Text.Json.Utf8JsonWriter writer, Money value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNumberValue(value.Pence);
            }
            """;
        _project.Record(source);

        var found = Assert.Single(_project.Check(source));

        Assert.Equal(("EDA1111", false, "/total"), (found.RuleId, found.IsError, found.Path));
        Assert.Contains("'Shop.MoneyConverter'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_with_a_converter_of_its_own_is_named_in_a_warning()
    {
        var source = Source([V1.Replace("int Total", "[property: System.Text.Json.Serialization.JsonConverter(typeof(CentsConverter))] decimal Total", StringComparison.Ordinal)]) + """

            public sealed class CentsConverter : System.Text.Json.Serialization.JsonConverter<decimal>
            {
                public override decimal Read(ref System.Text.Json.Utf8JsonReader reader, System.Type type, System.Text.Json.JsonSerializerOptions options) => reader.GetInt32();
                public override void Write(System.Text.Json.Utf8JsonWriter writer, decimal value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNumberValue((int)value);
            }
            """;
        _project.Record(source);

        var found = Assert.Single(_project.Check(source));

        Assert.Equal(("EDA1111", false, "/total"), (found.RuleId, found.IsError, found.Path));
        Assert.Contains("'Shop.CentsConverter'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_without_members_may_get_one_that_may_be_missing()
    {
        const string closed = "[EventContract(\"shop.day-closed\", 1)] public sealed record DayClosed();";
        _project.Record(Source([closed]));

        Assert.Equal("", RulesOf(_project.Check(Source([closed.Replace("()", "(string? Note = null)", StringComparison.Ordinal)]))));
        Assert.Equal("EDA1001", RulesOf(_project.Check(Source([closed.Replace("()", "(string Note)", StringComparison.Ordinal)]))));
    }

    [Fact]
    public void OldestReader_with_renumbered_enum_is_refused()
    {
        const string v1 = "[EventContract(\"shop.paid\", 1)] public sealed record PaidV1(Means By); public enum Means { Card, Cash }";
        const string v2 = "[EventContract(\"shop.paid\", 2, OldestReader = 1)] public sealed record Paid(Ways By); public enum Ways { Cash, Card }";
        _project.Record(Source([v1]));

        var found = _project.Check(Source([v1, v2], ".UpcastJson<Paid>(1, paid => paid)")).Where(finding => finding.RuleId == "EDA1110").ToList();

        Assert.Equal([2, 2], found.Select(finding => finding.Version));
        Assert.Contains("'0' means 'Card' to them, and 'Cash' in its messages. Set OldestReader to 2 or higher.", found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_compared_in_mode_NONE()
    {
        const string v1 = "[EventContract(\"shop.paid\", 1)] public sealed record Paid(Means By); public enum Means { Card, Cash }";
        _project.Record(Source([v1]));
        var swapped = Source([v1.Replace("Card, Cash", "Cash, Card", StringComparison.Ordinal)]);

        Assert.Equal("EDA1110 EDA1110", RulesOf(_project.Check(swapped)));
        Assert.Equal("", RulesOf(_project.Check(swapped, ModeOf("NONE"))));
    }

    [Fact]
    public void A_difference_shows_the_types_of_a_union_and_the_keys_of_a_dictionary()
    {
        static string Version(string types, string key) => $"[EventContract(\"shop.paid\", 1)] public sealed record Paid(Means By, Dictionary<{key}, bool> Points); {types} public record Means(int Sum); "
            + "public sealed record Card(int Sum) : Means(Sum); public sealed record Cash(int Sum, bool IsCoins) : Means(Sum);";
        _project.Record(Source([Version("[System.Text.Json.Serialization.JsonDerivedType(typeof(Card), \"card\")]", "string")]));

        var difference = Assert.Single(_project.CheckOf(Source([Version(
            "[System.Text.Json.Serialization.JsonDerivedType(typeof(Card), \"card\"), System.Text.Json.Serialization.JsonDerivedType(typeof(Cash), \"cash\")]", "byte")])).Diff());

        Assert.Contains("+ /by/cash/isCoins: boolean, required", difference.Members);
        Assert.Contains("+ /by/cash/$type: \"cash\", required", difference.Members);
        Assert.Contains("~ /points: object -> object (propertyNames {\"pattern\":\"^[0-9]{1,3}$\"})", difference.Members);
    }

    [Theory]
    [InlineData("\"2026-11-01\", Until = \"2027-06-30\"", "2027-06-30", "")]
    [InlineData("\"2026-11-01\", Until = \"2027-06-30\"", "2027-07-01", "EDA1113 False")]
    [InlineData("\"2026-11-01\"", "2099-01-01", "")]
    [InlineData("\"in autumn\"", "2026-01-01", "EDA1112 True")]
    [InlineData("\"2026-11-01\", Until = \"soon\"", "2026-01-01", "EDA1112 True")]
    [InlineData("\"2026-11-01\", Until = \"2026-10-31\"", "2026-01-01", "EDA1112 True")]
    public void What_is_deprecated_is_to_be_gone_after_its_last_day(string days, string today, string found)
    {
        var source = Source([$"[Deprecated({days})] {V1}"]);
        _project.Record(source);

        var findings = _project.Check(source, new() { Clock = new FixedClock(DateTimeOffset.Parse($"{today}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture)) });

        Assert.Equal(found, string.Join(' ', findings.Select(finding => $"{finding.RuleId} {finding.IsError}")));
    }

    [Fact]
    public void What_is_recorded_is_recorded_once_and_samples_stay()
    {
        var sample = Path.Combine(_project.Recorded, "shop.order-placed", "v1.made.sample.json");

        var first = _project.CheckOf(Source([V1])).Record();
        File.WriteAllText(sample, "{ \"number\": \"536365\", \"total\": 9 }");

        Assert.Equal(["v1.json"], first.Select(Path.GetFileName));
        Assert.Empty(_project.CheckOf(Source([V1])).Record());
        Assert.Equal(["v2.json"], _project.CheckOf(Source([V1, V2])).Record().Select(Path.GetFileName));
        Assert.Contains("536365", File.ReadAllText(sample), StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_shows_each_member_that_came_went_or_changed()
    {
        _project.Record(Source([V1]));

        var difference = Assert.Single(_project.CheckOf(Source([V1, V2])).Diff());

        Assert.Equal((2, 1), (difference.Version, difference.ComparedWith));
        Assert.Equal(["+ /amount: string (pattern ^-?[0-9]+(\\.[0-9]+)?$), required", "- /total: integer (minimum -2147483648, maximum 2147483647), required"], difference.Members);
    }

    public void Dispose() => _project.Dispose();

    private static GateOptions ModeOf(string name)
    {
        Assert.True(CompatibilityModes.TryParse(name, out var mode));
        return new() { Mode = mode };
    }

    private static string RulesOf(IEnumerable<GateFinding> findings) =>
        string.Join(' ', findings.Where(finding => finding is { IsError: true, RuleId: not "EDA1101" }).Select(finding => finding.RuleId).Order());

    private static string Source(string[] classes, string ways = "") => $$"""
        using System.Collections.Generic;
        using EdaKit.Contracts;

        namespace Shop;

        {{string.Join("\n\n", classes)}}

        public sealed class Versions : IContractVersions
        {
            public void Register(ContractsBuilder contracts) => _ = contracts{{ways}};
        }
        """;

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
