using EdaKit.Tracing.Explaining;
using Insurance.Contracts;
using Insurance.Policies.Commands;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;
using MassTransit;

namespace Insurance.Tests.Why;

/// <summary>Letters come of announcements, and announcements of commands. Each test stops that somewhere else.</summary>
public sealed class When_somebody_asks_why_there_is_no_letter(LettersOffice office, Insurer silent) : IClassFixture<LettersOffice>, IClassFixture<Insurer>
{
    private const string Letter = "LetterWritten";
    private const string Contract = "ContractIssued";

    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    [Fact]
    public async Task Should_show_what_the_command_led_to()
    {
        var explained = await office.WhyNotAsync(office.Healthy, Letter);

        var command = Assert.Single(explained.Flows);
        var announced = Assert.Single(command.Followed);
        var letter = Assert.Single(announced.Followed);
        Assert.Equal(FlowVerdictCode.Happened, explained.Verdict.Code);
        Assert.Equal((nameof(IssuePolicy), "insurance.contract-issued", "insurance.letter-written"), (command.Contract, announced.Contract, letter.Contract));
        Assert.Equal("commands/PolicyDesk/IssuePolicy", announced.Participant);
    }

    [Fact]
    public async Task Should_name_the_consumer_that_fails()
    {
        await office.ExecuteAsync("alter table letters add constraint poison check (text not like 'Welcome, Poison%')");
        var number = await IssueAsync(office, "Poison");
        await office.IsJournaledAsync("Faulted", "insurance.contract-issued", number);

        Is(FlowVerdictCode.ConsumerFailed, (await office.WhyNotAsync(number, Letter)).Verdict,
            "'insurance.letter-written' is sent by 'WriteLetters'", "failed on 'insurance.contract-issued'", "poison");
    }

    [Fact]
    public async Task Should_say_that_nobody_sends_what_the_outbox_holds()
    {
        var number = await IssueAsync(silent, "Ada");

        Is(FlowVerdictCode.InOutbox, (await silent.WhyNotAsync(number, Contract, Later)).Verdict, "'insurance.contract-issued' is in the outbox of 'insurance'", "a process with the relay");
        Is(FlowVerdictCode.InOutbox, (await silent.WhyNotAsync(number, "insurance.letter-written", Later)).Verdict, "This is what stopped in the flow");
    }

    [Fact]
    public async Task Should_say_that_it_is_on_its_way_where_it_has_only_begun()
    {
        var number = await IssueAsync(silent, "Ada");

        Is(FlowVerdictCode.OnItsWay, (await silent.WhyNotAsync(number, Contract)).Verdict, "will be sent in a moment");
    }

    [Fact]
    public async Task Should_say_that_the_announcement_was_dropped_as_a_duplicate()
    {
        var id = NewId.NextGuid();
        await PublishAsync("M1-TWICE", id);
        await office.IsJournaledAsync("Consumed", "insurance.contract-issued", "M1-TWICE");

        await PublishAsync("M2-TWICE", id);
        await office.IsJournaledAsync("Duplicate", "insurance.contract-issued", "M2-TWICE");

        Is(FlowVerdictCode.DroppedAsDuplicate, (await office.WhyNotAsync("M2-TWICE", Letter, Later)).Verdict, "'WriteLetters'", $"'{id}'", "was handled at");
    }

    [Fact]
    public async Task Should_say_which_command_nobody_has_given()
    {
        await office.DoAsync(await office.IssueAsync(), 3, new CancelPolicy(Story.Start, "car sold"));

        Is(FlowVerdictCode.NeverSent, (await office.WhyNotAsync(office.Healthy, "ContractCancelled")).Verdict,
            "'insurance.contract-cancelled' is sent by 'PolicyDesk'", "when it consumes 'CancelPolicy'", $"for '{office.Healthy}' nobody did");
    }

    private static async Task<string> IssueAsync(Insurer insurer, string holder) => (await insurer.PolicyAsync(await insurer.IssueAsync(holder))).Number!;

    // Somebody who gives one id to two messages, which the desk does not.
    private Task PublishAsync(string number, Guid id) => office.PublishAsync(new ContractIssued(number, "Ada", Story.Start, Story.Start.AddYears(1), 100, "EUR"), id);

    private static void Is(FlowVerdictCode code, FlowVerdict verdict, params string[] says)
    {
        Assert.Equal(code, verdict.Code);
        Assert.All(says, said => Assert.Contains(said, verdict.Sentence, StringComparison.Ordinal));
    }
}
