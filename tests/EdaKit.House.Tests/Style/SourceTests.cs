using System.Text.RegularExpressions;
using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Style;

public sealed partial class SourceTests
{
    private const int LongestFile = 400;

    private static readonly string[] Binary = [".png", ".gz", ".zip"];

    // What MassTransit 9 changes. Who names one of these has to be looked at when it comes.
    private static readonly string[] ScopedBusTypes =
        ["ScopedBusContext", "OutboxSendContext", "OutboxConsumeContextProxy", "OutboxSendEndpointProvider", "OutboxPublishEndpointProvider"];

    [Fact]
    public async Task No_file_is_too_long()
    {
        var repository = await Repository.GetAsync();

        Faults.None(repository.With(".cs").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal)
            && File.ReadLines(repository.PathOf(file)).Count() > LongestFile));
    }

    [Fact]
    public async Task What_is_to_do_has_an_issue_and_no_path_leads_home()
    {
        var repository = await Repository.GetAsync();

        Faults.None(repository.Files.Where(file => !Binary.Contains(Path.GetExtension(file)))
            .SelectMany(file => FaultsOf(repository.Read(file)).Select(fault => $"{file}: {fault}")));
    }

    [Theory]
    [InlineData("// TO" + "DO: later", 1)]
    [InlineData("// TO" + "DO #12: later", 0)]
    [InlineData("see /ho" + "me/anna/edakit", 1)]
    [InlineData("see /wo" + "rk/edakit", 1)]
    [InlineData("see C:\\Us" + "ers\\anna", 1)]
    [InlineData("net" + "work/edakit and /api/work", 0)]
    public void A_note_without_an_issue_and_a_path_of_one_machine_are_found(string text, int faults) => Assert.Equal(faults, FaultsOf(text).Count());

    [Fact]
    public async Task What_MassTransit_9_changes_is_implemented_in_one_folder()
    {
        var repository = await Repository.GetAsync();

        Faults.None(repository.With(".cs")
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && !file.StartsWith("src/EdaKit.Outbox/ScopedBus/", StringComparison.Ordinal))
            .Where(file => ScopedBusTypes.Any(type => Regex.IsMatch(repository.Read(file), $@"\b{type}\b"))));
    }

    [Fact]
    public async Task What_MassTransit_9_changes_is_named_elsewhere_only_to_register_it()
    {
        var repository = await Repository.GetAsync();

        Faults.None(repository.With(".cs")
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && !file.StartsWith("src/EdaKit.Outbox/ScopedBus/", StringComparison.Ordinal)
                && !file.StartsWith("src/EdaKit.Outbox/Registration/", StringComparison.Ordinal))
            .Where(file => repository.Read(file).Contains("IScopedBusContextProvider", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> FaultsOf(string text) => OpenNote().Matches(text).Concat(MachinePath().Matches(text)).Select(match => match.Value);

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME)\b(?!\s*\(?#\d)")]
    private static partial Regex OpenNote();

    [GeneratedRegex(@"(?<![\w.~}/-])/(home|work|root|Users)/\w+|(?i:[a-z]:\\+users\\)")]
    private static partial Regex MachinePath();
}
