using EdaKit.AspNetCore.Idempotency.Requests;
using Microsoft.Extensions.Primitives;

namespace EdaKit.AspNetCore.Tests.Idempotency.Requests;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("  \"k\"\t", "k")]
    [InlineData("\"k\";a=1", "k")]
    [InlineData("\"with \\\"quotes\\\" and \\\\\"", "with \"quotes\" and \\")]
    [InlineData("\"a,b;c\"", "a,b;c")]
    [InlineData("a+b/c=", "a+b/c=")]
    public void TryRead_of_a_string_or_a_bare_key_gives_the_key(string field, string expected)
    {
        Assert.True(IdempotencyKey.TryRead(field, IdempotencyKey.Longest, out var key));
        Assert.Equal(expected, key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"open")]
    [InlineData("\"bad \\escape\"")]
    [InlineData("\"ends in\\")]
    [InlineData("\"k\" and more")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("a,b")]
    [InlineData("two words")]
    [InlineData("a\"b")]
    [InlineData("\"k\u00e9y\"")]
    [InlineData("k\u00e9y")]
    [InlineData("\"line\u0007\"")]
    public void TryRead_of_anything_else_gives_none(string field) => Assert.False(IdempotencyKey.TryRead(field, IdempotencyKey.Longest, out _));

    [Fact]
    public void TryRead_of_two_fields_gives_none() => Assert.False(IdempotencyKey.TryRead(new StringValues(["a", "a"]), IdempotencyKey.Longest, out _));

    [Theory, InlineData(8, true), InlineData(9, false)]
    public void TryRead_counts_the_characters_of_the_key_and_not_its_quotes(int length, bool expected) =>
        Assert.Equal(expected, IdempotencyKey.TryRead($"\"{new string('k', length)}\"", 8, out _));
}
