using System.Globalization;
using System.Text;
using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Choreography;
using EdaKit.ContractGate.Publication;
using EdaKit.ContractGate.Services;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Choreography;

/// <summary>Flows that nobody coordinates, read out of the code of consumers.</summary>
public sealed class When_services_follow_each_other : IDisposable
{
    private const string Start = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using EdaKit.Contracts;
        using MassTransit;

        namespace Shop;

        """;

    private readonly ContractProject _project = new();

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void Should_warn_of_a_chain_of_more_than_five_steps(int steps, int warnings)
    {
        var found = Check(Enumerable.Range(0, steps).Select(step => Consumer($"Step{step}", step, $"context.Publish(new E{step + 1}(1))")));

        Assert.Equal(warnings, found.Count);
        Assert.All(found, finding =>
        {
            Assert.Equal((GateRules.LongChain, false, "shop.e0"), (finding.RuleId, finding.IsError, finding.Contract));
            Assert.Contains("'6' reactions", finding.Message, StringComparison.Ordinal);
            Assert.Contains("publishes 'shop.e1', ", finding.Message, StringComparison.Ordinal);
            Assert.Contains("publishes 'shop.e6'. ", finding.Message, StringComparison.Ordinal);
            Assert.Contains("docs/choosing.md", finding.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("context.Publish(new E1(1))")]
    [InlineData("context.Publish<E1>(new { Number = 1 })")]
    [InlineData("Task.Run(() => context.Publish(new E1(1)))")]
    [InlineData("SayAsync(context)")]
    [InlineData("new Desk().SayAsync(context)")]
    [InlineData("((IDesk)new Desk()).SayAsync(context)")]
    [InlineData("context.Answer(new E1(1))")]
    [InlineData("context.AnswerLater(new E1(1))")]
    [InlineData("context.AnswerTwice(new E1(1))")]
    public void Should_find_what_a_consumer_says_whichever_way(string call)
    {
        const string Ways = """

            internal interface IDesk { Task SayAsync(ConsumeContext context); }
            internal sealed class Desk : IDesk
            {
                public async Task SayAsync(ConsumeContext context) { await Task.Yield(); await context.Publish(new E1(1)); }
            }
            internal static class Answers
            {
                public static Task Answer<T>(this ConsumeContext context, T answer) where T : class => context.Publish(answer);
                public static async Task AnswerLater<T>(this ConsumeContext context, T answer) where T : class { await Task.Delay(1); await context.Publish(answer); }
                public static Task AnswerTwice<T>(this ConsumeContext context, T answer) where T : class => context.AnswerLater(answer);
            }
            """;

        var use = Scan([Consumer("One", 0, call, "private static async Task SayAsync(ConsumeContext context) { await Task.Yield(); await context.Publish(new E1(1)); }"), Ways]);

        Assert.Contains("Shop.E1", use.Sends);
        Assert.Equal([("Shop.E0", "Shop.E1")], use.Reactions);
    }

    [Fact]
    public void Should_keep_apart_what_a_class_says_to_each_of_its_messages()
    {
        var use = Scan(["""

            internal sealed class Both : IConsumer<E0>, IConsumer<Fault<E2>>
            {
                public async Task Consume(ConsumeContext<E0> context) { await Task.Yield(); await context.Publish(new E1(1)); }
                public async Task Consume(ConsumeContext<Fault<E2>> context) { await Task.Yield(); await context.Publish(new E3(1)); }
                public static Task BeginAsync(IPublishEndpoint bus) => bus.Publish(new E0(1));
            }
            """]);

        Assert.Equal([("Shop.E0", "Shop.E1"), ("Shop.E2", "Shop.E3")], use.Reactions.Order());
    }

    [Fact]
    public void Should_warn_where_several_services_go_on()
    {
        var found = new ChoreographyRules(CatalogueOf([], [Use("Bills", (0, 1)), Use("Points", (0, 2)), Use("Watch")])).Check();

        Assert.Equal([GateRules.Branch], found.Select(finding => finding.RuleId));
        Assert.Contains("'Bills' publishes 'shop.e1', 'Points' publishes 'shop.e2'", found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_warn_of_one_service_that_says_one_thing_or_another() =>
        Assert.Empty(new ChoreographyRules(CatalogueOf([], [Use("Bills", (0, 1), (0, 2))])).Check());

    [Fact]
    public void Should_not_count_what_a_saga_commands_and_is_answered()
    {
        var answers = new HashSet<string> { "Shop.E1", "Shop.E3", "Shop.E5" };
        var commands = new HashSet<string> { "Shop.E0", "Shop.E2", "Shop.E4" };
        var saga = new ServiceUse("Coordinator", commands, answers) { SagaSends = commands, SagaReceives = answers };

        var flows = CatalogueOf([], [saga, Use("Flights", (0, 1)), Use("Hotels", (2, 3)), Use("Cars", (4, 5)), Use("Bills", (5, 6))]).Flows;

        Assert.Equal([new Reaction("shop.e5", "Bills", "shop.e6")], flows.Reactions);
    }

    [Fact]
    public void Should_not_lead_through_a_state_machine()
    {
        var use = Scan(["""

            internal sealed class State : SagaStateMachineInstance { public Guid CorrelationId { get; set; } public string CurrentState { get; set; } = ""; }
            internal sealed class Machine : MassTransitStateMachine<State>
            {
                public Machine()
                {
                    InstanceState(state => state.CurrentState);
                    Initially(When(Begun).Publish(context => new E1(1)).Send(new Uri("queue:a"), context => new E2(1)).Then(context => { }));
                }
                public Event<E0> Begun { get; private set; } = null!;
            }
            """]);

        Assert.Empty(use.Reactions);
        Assert.Equal(["Shop.E1", "Shop.E2"], use.SagaSends.Order());
        Assert.Equal(["Shop.E0"], use.SagaReceives);
        Assert.Equal(["Shop.E1", "Shop.E2"], use.Sends.Order());
    }

    [Fact]
    public void Should_end_where_a_flow_goes_in_circles()
    {
        var everything = Enumerable.Range(0, 9).SelectMany(cause => Enumerable.Range(0, 9).Select(effect => (cause, effect))).ToArray();

        var chain = CatalogueOf([], [Use("Ring", everything)]).Flows.LongestChains().Single();

        Assert.Equal(8, chain.Count);
        Assert.Equal("shop.e0", chain[0].Cause);
    }

    [Fact]
    public void Should_draw_who_publishes_and_who_listens()
    {
        var page = MarkdownCatalogue.Of(CatalogueOf([], [Use("Bills", (0, 1)), Use("Points", (1, 2))]));

        Assert.Contains("""
            ## Who publishes and who listens
            ```mermaid
            flowchart LR
                s0["Bills"]
                s1["Points"]
                c0(["shop.e0"])
                c0 --> s0
                c1(["shop.e1"])
                s0 --> c1
                c1 --> s1
                c2(["shop.e2"])
                s1 --> c2
            ```

            The longest chain of reactions without a coordinator has 2 steps: `shop.e0`, then `shop.e1` by Bills, then `shop.e2` by Points.
            """.ReplaceLineEndings("\n"), page, StringComparison.Ordinal);
    }

    public void Dispose() => _project.Dispose();

    private static ServiceUse Use(string service, params (int Received, int Sent)[] reactions)
    {
        var seen = reactions.Select(one => ($"Shop.E{one.Received}", $"Shop.E{one.Sent}")).ToHashSet();
        return new(service, seen.Select(one => one.Item2).ToHashSet(), seen.Select(one => one.Item1).ToHashSet()) { Reactions = seen };
    }

    private static string Consumer(string name, int received, string call, string more = "") => $$"""

        internal sealed class {{name}} : IConsumer<E{{received}}>
        {
            public async Task Consume(ConsumeContext<E{{received}}> context) { await Task.Yield(); await {{call}}; }
            {{more}}
        }
        """;

    private static string Source(IEnumerable<string> code)
    {
        var contracts = new StringBuilder();
        for (var number = 0; number < 9; number++)
            contracts.Append(CultureInfo.InvariantCulture, $"\n[EventContract(\"shop.e{number}\", 1)] public sealed record E{number}(int Number);");

        return Start + contracts + string.Concat(code);
    }

    private ServiceUse Scan(IEnumerable<string> code) => ServiceScan.Of(_project.Build(Source(code)));

    private IReadOnlyList<GateFinding> Check(IEnumerable<string> code)
    {
        var source = code.ToList();
        return new ChoreographyRules(CatalogueOf(source, [Scan(source)])).Check();
    }

    private Catalogue CatalogueOf(IEnumerable<string> code, IReadOnlyList<ServiceUse> services)
    {
        var source = Source(code);
        _project.Record(source);
        return Catalogue.Of(ContractAssembly.Load(_project.Build(source)), new BaselineFolder(_project.Recorded).Read(), services);
    }
}
