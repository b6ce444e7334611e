namespace EdaKit.House.Tests.Support;

/// <summary>Reports everything that was found at once, one fault a line and none of it cut off.</summary>
internal static class Faults
{
    public static void None(IEnumerable<string> faults)
    {
        var found = faults.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
