using System.Text.Json;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Schemas;

/// <summary>The formats take what System.Text.Json reads as their types, string by string.</summary>
public sealed class TextFormatsTests
{
    private static readonly string[] Texts =
    [
        "", " ", "a", "1", "1.5", "-1", "e-1", "é", "\U0001F600",
        "0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5bd9cb469fa16570867728950e",
        "{0f8fad5b-d9cb-469f-a165-70867728950e}",
        "0f8fad5b-d9cb-469f-a165-70867728950", " 0f8fad5b-d9cb-469f-a165-70867728950e",
        "2024-02-29", "2023-02-29", "2024-2-9", "0001-01-01", "9999-12-31", "10000-01-01", "2024-02-29 ", "20240229",
        "2024-02-29T12:30:00Z", "2024-02-29T12:30:00", "2024-02-29T12:30", "2024-02-29T12:30:00.1234567+02:00",
        "2024-02-29T12:30:00.12345678901Z", "2024-02-29 12:30:00Z",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-02-29T24:00:00Z", "2024-02-29t12:30:00z",
        "12:30", "12:30:00", "12:30:00.1", "12:30:00.1234567", "12:30:00.12345678", "24:00:00", "23:59:60", "-12:30:00", "1.12:30:00",
        "-1.12:30:00", "1:2:3", "1:2", "12:30:00Z",
        "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "10675200.00:00:00", "P1D", "PT1H", "5", "-5", "-", ":", "1:", " 12:30:00",
        "https://example.com/a?b#c", "/a/b", "a b", "http://", "http:", "//", "\\\\server", "https://exa mple.com", "urn:a:b", "http://[::1", "?q", "#f",
        "AQID", "AQI=", "AQ==", "AQ", "A", "AQID ", "A Q I D", "AQ-_", "AQ=ID", "====",
    ];

    [Theory]
    [InlineData("uuid", typeof(Guid))]
    [InlineData("date", typeof(DateOnly))]
    [InlineData("time", typeof(TimeOnly))]
    [InlineData("duration", typeof(TimeSpan))]
    [InlineData("uri", typeof(Uri))]
    [InlineData("uri-reference", typeof(Uri))]
    [InlineData("byte", typeof(byte[]))]
    [InlineData("base64", typeof(byte[]))]
    public void Has_of_a_format_is_what_its_type_reads(string format, Type type) =>
        Assert.All(Texts, text => Assert.True(Reads(text, type) == Has(format, text), $"'{text}' is read: {Reads(text, type)}"));

    [Fact]
    public void Has_of_date_time_is_what_both_of_its_types_read() =>
        Assert.All(Texts, text => Assert.True((Reads(text, typeof(DateTimeOffset)) && Reads(text, typeof(DateTime))) == Has("date-time", text), text));

    [Fact]
    public void NameOf_a_format_without_a_type_is_null() => Assert.All(["email", "int32", "UUID", ""], format => Assert.Null(TextFormats.NameOf(format)));

    private static bool Has(string format, string text) => TextFormats.Has(format, JsonSerializer.SerializeToElement(text), text);

    private static bool Reads(string text, Type type)
    {
        try
        {
            return JsonSerializer.SerializeToElement(text).Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
