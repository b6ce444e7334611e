using System.Globalization;
using System.Text.Json;
using EdaKit.CloudEvents.Formats;

namespace EdaKit.CloudEvents.Tests.Conformance;

/// <summary>What CloudEvents 1.0.2 says of attributes, of its JSON format and of events in headers, case by case.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Valid => [.. ConformanceCase.All.Where(known => known.Valid).Select(known => known.Name)];

    public static TheoryData<string> Invalid => [.. ConformanceCase.All.Where(known => !known.Valid).Select(known => known.Name)];

    [Fact]
    public void Cases_are_many_and_of_both_modes_and_kinds()
    {
        Assert.True(ConformanceCase.All.Count >= 60);
        Assert.Equal(4, ConformanceCase.All.Select(known => (known.Mode, known.Valid)).Distinct().Count());
        Assert.Distinct(ConformanceCase.All.Select(known => known.Name));
    }

    [Theory, MemberData(nameof(Valid))]
    public void Read_valid_event_gives_its_attributes_and_data(string name)
    {
        var known = Find(name);

        var read = known.Read(out var isEvent);

        Assert.True(isEvent);
        Assert.All(known.Expect ?? [], expected => Assert.Equal(TextOf(expected.Value), Actual(read, expected.Key)));
    }

    [Theory, MemberData(nameof(Invalid))]
    public void Read_invalid_event_names_the_attribute_and_a_remedy(string name)
    {
        var known = Find(name);

        var error = Assert.Throws<InvalidCloudEventException>(() => known.Read(out _));

        Assert.Equal(known.Attribute, error.Attribute);
        Assert.StartsWith("The CloudEvent is invalid: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        if (known.Attribute is { Length: > 0 } attribute)
            Assert.Contains($"'{attribute}'", error.Message, StringComparison.Ordinal);
    }

    private static ConformanceCase Find(string name) => ConformanceCase.All.Single(known => known.Name == name);

    private static string? Actual(ReceivedEvent read, string name) => name switch
    {
        "data" => DataOf(read.Data),
        "time" => read.Event.Time?.ToString("O", CultureInfo.InvariantCulture),
        _ => read.Event.Attributes.GetValueOrDefault(name) switch
        {
            null => null,
            string text => text,
            var value => JsonSerializer.Serialize(value),
        },
    };

    private static string? DataOf(EventData data) => data switch
    {
        { Json: { } json } => json.GetRawText(),
        { Other: byte[] bytes } => $"base64:{Convert.ToBase64String(bytes)}",
        _ => (string?)data.Other,
    };

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
