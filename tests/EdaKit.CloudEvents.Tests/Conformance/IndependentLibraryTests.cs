using EdaKit.CloudEvents.Tests.Support;

namespace EdaKit.CloudEvents.Tests.Conformance;

/// <summary>
/// Where the CloudEvents project's own library judges an event in JSON otherwise than EdaKit does. It is why EdaKit reads by code of its own: when a newer
/// version of that library leaves little here, that is to be thought of again.
/// </summary>
public sealed class IndependentLibraryTests
{
    private static readonly string[] RefusedThere =
    [
        "the time 2026-01-31t12:00:00z", "the time 2016-12-31T23:59:60Z", "the time 2017-01-01T00:59:60+01:00", "the time 2026-01-31T12:00:00+23:59",
        "a type whose subtype is json in upper case",
    ];

    private static readonly string[] AcceptedThere =
    [
        "a malformed name with a null value", "the source /a b", "the source /ä", "the source /a%2", "the source /a%zz", "the source 1a:b",
        "the source /a\\b", "the source /<a>",
        "the source /a#b#c", "the source //a@b@c", "the source {source}", "the time 2026-01-31T12:00:00.Z", "a data schema with a space",
        "JSON in base64 that is none",
        "base64 with a line feed", "an attribute twice", "an extension twice with one value", "an attribute twice, once null",
        "an attribute twice, once with an escape", "data twice",
    ];

    [Fact]
    public void Every_valid_event_is_accepted_but_for_known_ones() => Assert.Equal(RefusedThere, Differences(valid: true));

    [Fact]
    public void Every_invalid_event_is_refused_but_for_known_ones() => Assert.Equal(AcceptedThere, Differences(valid: false));

    private static IEnumerable<string> Differences(bool valid) => ConformanceCase.All
        .Where(known => known.IsStructured && known.Valid == valid && Accepts(known) != valid)
        .Select(known => known.Name);

    private static bool Accepts(ConformanceCase known)
    {
        try
        {
            IndependentReader.ReadStructured(known.Bytes, known.MessageType!);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
