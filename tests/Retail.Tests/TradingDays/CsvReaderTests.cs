using Retail.Host.TradingDays;

namespace Retail.Tests.TradingDays;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("a,,c", "a||c")]
    [InlineData("a,b,", "a|b|")]
    [InlineData("\"a, b\",c", "a, b|c")]
    [InlineData("\"12\"\" clock\",c", "12\" clock|c")]
    [InlineData("\"\",c", "|c")]
    [InlineData("say \"hi\",c", "say \"hi\"|c")]
    [InlineData("\"two\nlines\",c", "two\nlines|c")]
    public void ReadAll_one_record_gives_its_fields(string text, string fields)
    {
        var record = Assert.Single(Read(text));

        Assert.Equal(fields.Split('|'), record.Fields);
    }

    [Theory]
    [InlineData("a\nb\nc\n")]
    [InlineData("a\r\nb\r\nc")]
    [InlineData("a\rb\rc")]
    [InlineData("a\n\nb\nc")]
    [InlineData("a\nb\n\"\"\nc")]
    public void ReadAll_any_line_ending_separates_records(string text) =>
        Assert.Equal(["a", "b", "c"], Read(text).Select(record => Assert.Single(record.Fields)));

    [Fact]
    public void ReadAll_rows_that_a_spreadsheet_left_empty_are_passed_over() =>
        Assert.Equal(["a", "b"], Read("a,1\r\n,\r\nb,2\r\n,\r\n,").Select(record => record.Fields[0]));

    [Fact]
    public void ReadAll_record_after_a_line_break_in_quotes_knows_its_line_in_the_file() =>
        Assert.Equal([1, 3], Read("\"two\nlines\"\nlast").Select(record => record.Line));

    [Fact]
    public void ReadAll_quote_that_never_closes_is_reported_with_its_line()
    {
        var fault = Assert.Throws<FormatException>(() => Read("a\n\"b\nc"));

        Assert.Contains("line 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAll_text_after_a_closing_quote_is_reported_with_its_line()
    {
        var fault = Assert.Throws<FormatException>(() => Read("a\n\"b\"c"));

        Assert.Contains("line 2", fault.Message, StringComparison.Ordinal);
    }

    private static List<CsvRecord> Read(string text) => [.. new CsvReader(new StringReader(text)).ReadAll()];
}
