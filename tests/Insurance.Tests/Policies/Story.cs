using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Tests.Policies;

/// <summary>The life of a policy as tests tell it: a day, a command, and on. Nothing is stored.</summary>
internal sealed class Story
{
    public static readonly DateOnly Start = new(2025, 3, 1);
    private static readonly Guid Id = new("0198a000-0000-7000-8000-00000000cafe");

    private readonly List<IPolicyEvent> _events = [];

    public DateOnly Today { get; private set; } = Start;

    public IReadOnlyList<IPolicyEvent> Events => _events;

    public Policy Policy { get; private set; } = null!;

    public static Money Euros(decimal amount) => Money.Euros(amount);

    public static Risk Risk(CoverKind kind = CoverKind.Partial, int born = 1980, decimal price = 20_000) => new(
        new("AB-123-CD", "Renault Clio", Euros(price)), new("1 rue Haute", "69001", "Lyon", "Rhône"), [new("Ada", new(born, 6, 1))], new(kind, Euros(300)));

    /// <summary>A quote of today that begins today.</summary>
    public static Story Quoted(Risk? risk = null) => new Story().Do(new QuotePolicy("Ada", risk ?? Risk(), Start));

    /// <summary>A policy that is in force from <see cref="Start"/> on, of which nothing is paid.</summary>
    public static Story Issued(CoverKind kind = CoverKind.Partial, PaymentPlan plan = PaymentPlan.Monthly) =>
        Quoted(Risk(kind)).Do(new AcceptRisk(0, "good record")).Do(new IssuePolicy(plan));

    public Story On(DateOnly day)
    {
        Today = day;
        return this;
    }

    public Story After(int days) => On(Today.AddDays(days));

    /// <summary>Does what must be accepted.</summary>
    public Story Do(PolicyCommand command)
    {
        var decision = Ask(command);
        Assert.Null(decision.Refusal);
        Assert.NotEmpty(decision.Events);

        _events.AddRange(decision.Events);
        Policy = PolicyHistory.Replay(_events)!;
        return this;
    }

    /// <summary>Pays the next instalments.</summary>
    public Story Pay(int instalments = 1)
    {
        for (var i = 0; i < instalments; i++)
        {
            var next = Policy.NextUnpaid!.Instalment;
            Do(new PayPremium(next.Number, next.Amount, Today));
        }

        return this;
    }

    public Decision Ask(PolicyCommand command) => Policy is null ? command.Begin(Id, Today) : command.Decide(Policy, Today);

    /// <summary>Asks for what must be refused, by which rule, and leaves no trace.</summary>
    public string Refused(string rule, PolicyCommand command)
    {
        var decision = Ask(command);
        Assert.Empty(decision.Events);
        Assert.Equal(rule, decision.Refusal?.Rule);
        return decision.Refusal!.Reason;
    }
}
