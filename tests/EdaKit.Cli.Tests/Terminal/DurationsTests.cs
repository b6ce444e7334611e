using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Tests.Terminal;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("45s", 45)]
    [InlineData("90m", 5400)]
    [InlineData("12h", 43200)]
    [InlineData("30d", 2592000)]
    public void TryRead_number_and_unit_are_an_age(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.TryRead(text));

    [Theory, InlineData(""), InlineData("d"), InlineData("30"), InlineData("-1d"), InlineData("1.5d"), InlineData("1w"), InlineData(" 1d"), InlineData("99999999999d"), InlineData("2000000d"), InlineData("300000000h")]
    public void TryRead_anything_else_is_none(string text) => Assert.Null(Durations.TryRead(text));

    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(59, "59s")]
    [InlineData(61, "1m 1s")]
    [InlineData(3660, "1h 1m")]
    [InlineData(90000, "1d 1h")]
    public void Text_shows_the_two_units_that_matter(int seconds, string text) => Assert.Equal(text, Durations.Text(TimeSpan.FromSeconds(seconds)));
}
