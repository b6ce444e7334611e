namespace EdaKit.Cli.Terminal;

/// <summary>Facts about one thing, a name and its value to a line. Nothing is wrapped: values are there to be copied.</summary>
internal static class Sheet
{
    private const string Gap = "  ";

    public static void Write(IEnumerable<(string Name, string? Value)> facts)
    {
        var lines = facts.Select(fact => (fact.Name, Value: fact.Value ?? "-")).ToList();
        var width = lines.Select(line => line.Name.Length).DefaultIfEmpty().Max();

        foreach (var (name, value) in lines)
        {
            var head = Printable.Line(name).PadRight(width);

            foreach (var line in Printable.Lines(value))
            {
                Console.Out.WriteLine($"{head}{Gap}{line}".TrimEnd());
                head = "".PadRight(width);
            }
        }
    }
}
