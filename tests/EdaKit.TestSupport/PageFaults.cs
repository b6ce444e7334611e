using Microsoft.Playwright;

namespace EdaKit.TestSupport;

/// <summary>Takes note of what a visitor of a page would not see and nobody would want: requests to elsewhere, errors on the console, and exceptions.</summary>
public sealed class PageFaults
{
    private readonly List<string> _all = [];

    /// <param name="page">The page, before it is opened.</param>
    /// <param name="home">Where its address begins.</param>
    /// <param name="isExpected">Whether an error on the console belongs there. Null: none does.</param>
    public PageFaults(IPage page, string home, Func<string, bool>? isExpected = null)
    {
        page.Request += (_, request) => NoteUnless(request.Url.StartsWith(home, StringComparison.Ordinal), request.Url);
        page.Console += (_, message) => NoteUnless(message.Type != "error" || isExpected?.Invoke(message.Text) == true, message.Text);
        page.PageError += (_, error) => NoteUnless(false, error);
    }

    public IReadOnlyList<string> All => _all;

    private void NoteUnless(bool isFine, string fault)
    {
        if (!isFine)
            _all.Add(fault);
    }
}
