using System.CommandLine;

namespace EdaKit.Cli.Flows;

/// <summary>The words after a command that explains. The first one may be left out, which the parser's own arguments cannot say.</summary>
internal static class FlowArguments
{
    private const string Meaning = "The business key, such as the number of an order. KIND says what it is the key of, where several kinds of objects share keys: order, for a member Order, OrderId or OrderNumber, or the member's whole name.";

    private const string Contract = " CONTRACT is the message that is missing: its contract's name, such as shop.invoice-issued, or the last part of it.";

    /// <param name="name">What the help calls them.</param>
    /// <param name="example">How they may look.</param>
    /// <param name="needed">How many there must be, without the kind.</param>
    public static Argument<string[]> Of(string name, string example, int needed) => new(name)
    {
        Description = $"{Meaning}{(needed > 1 ? Contract : "")} As in: {example}.",
        Arity = new(needed, needed + 1),
    };

    /// <summary>The kind, and the words that there must be.</summary>
    public static (string? Kind, string[] Needed) Read(string[] words, int needed) => words.Length > needed ? (words[0], words[1..]) : (null, words);
}
