using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Tests.Terminal;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain äöü €, 漢字, 😀", "plain äöü €, 漢字, 😀")]
    [InlineData("tab\tbetween", "tab between")]
    [InlineData("\u001b[2J", "\uFFFD[2J")]
    [InlineData("\u009b31m\u0007\u202e\u2028\r\n", "\uFFFD31m\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    public void Line_replaces_what_may_not_be_shown(string text, string shown) => Assert.Equal(shown, Printable.Line(text));

    [Fact]
    public void Joined_puts_the_lines_of_an_error_behind_each_other() => Assert.Equal("It failed. DETAIL: \uFFFDno.", Printable.Joined("It failed.\r\n\r\nDETAIL: \u202eno.\n"));

    [Fact]
    public void Line_half_a_character_is_replaced() => Assert.Equal("a\uFFFDb", Printable.Line("a\ud83db"));

    [Fact]
    public void Line_invisible_character_beyond_the_first_plane_is_replaced() => Assert.Equal("a\uFFFDb", Printable.Line("a" + char.ConvertFromUtf32(0xE0001) + "b"));

    [Fact]
    public void Json_escapes_what_may_not_be_shown() => Assert.Equal("{\n  \"a\": \"\\u202E\\u009B\"\n}", Printable.Json("{\n  \"a\": \"\u202e\u009b\"\n}"));
}
