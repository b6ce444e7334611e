using EdaKit.EntityFrameworkCore.Dialects;

namespace EdaKit.EntityFrameworkCore.Tests.Dialects;

public sealed class StoredTextTests
{
    [Theory, InlineData(""), InlineData("order"), InlineData("an ö, and a 💶")]
    public void Of_text_that_is_fit_is_the_same(string text) => Assert.Equal(text, StoredText.Of(text, 20));

    [Fact]
    public void Of_text_without_surrogates_allocates_nothing()
    {
        const string text = "an order with an ö";

        Assert.Same(text, StoredText.Of(text, text.Length));
    }

    [Theory, InlineData("abcdef", "abc"), InlineData("ab💶", "ab"), InlineData("a💶b", "a💶"), InlineData("a\0bc", "a\uFFFDb")]
    public void Of_long_text_is_cut_between_characters(string text, string stored) => Assert.Equal(stored, StoredText.Of(text, 3));

    /// <summary>Made here: an attribute cannot hold half a character.</summary>
    [Fact]
    public void Of_half_a_character_is_replaced()
    {
        Assert.Equal("a\uFFFDb", StoredText.Of("a\uD83Db", 20));
        Assert.Equal("a\uFFFDb", StoredText.Of("a\uDCB6b", 20));
        Assert.Equal("\uFFFD", StoredText.Of("\uD83D", 20));
    }

    [Fact]
    public void Of_no_length_throws() => Assert.Throws<ArgumentOutOfRangeException>("longest", () => StoredText.Of("order", 0));
}
