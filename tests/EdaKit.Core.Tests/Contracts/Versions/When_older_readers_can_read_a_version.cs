using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using MassTransit;

namespace EdaKit.Core.Tests.Contracts.Versions;

/// <summary>The change is one that older consumers need not know of, and the attribute says so.</summary>
public sealed class When_older_readers_can_read_a_version
{
    [Fact]
    public async Task Should_reach_the_consumers_of_those_versions_as_what_they_know()
    {
        await using var bus = await StartAsync<TicketSoldV2>(contracts => contracts.Add<TicketSoldV2>());

        await bus.Bus.Publish(new TicketSold("17", "A3", 2));

        var received = await bus.Received.FirstAsync<TicketSoldV2>();
        Assert.Equal(new TicketSoldV2("17", "A3"), received.Message);
        Assert.Equal(["urn:message:tests.ticket-sold:v3", "urn:message:tests.ticket-sold:v2"], received.SupportedMessageTypes);
    }

    [Fact]
    public async Task Should_reach_those_who_know_it_as_it_is()
    {
        await using var bus = await StartAsync<TicketSold>(contracts => contracts.Upcast<TicketSoldV2, TicketSold>(v2 => new(v2.Number, v2.Seat, 99)));

        await bus.Bus.Publish(new TicketSold("17", "A3", 2));

        Assert.Equal(new TicketSold("17", "A3", 2), (await bus.Received.FirstAsync<TicketSold>()).Message);
    }

    [Fact]
    public async Task Should_be_brought_to_a_still_newer_version_by_the_way_from_the_newest_that_it_bears()
    {
        await using var bus = await StartAsync<TicketSoldV4>(contracts => contracts
            .Upcast<TicketSoldV2, TicketSoldV4>(v2 => new(v2.Number, $"{v2.Seat} of unknown")).Upcast<TicketSold, TicketSoldV4>(v3 => new(v3.Number, $"{v3.Seat} of {v3.Seats}")));

        await bus.Bus.Publish(new TicketSold("17", "A3", 2));

        Assert.Equal(new TicketSoldV4("17", "A3 of 2"), (await bus.Received.FirstAsync<TicketSoldV4>()).Message);
    }

    [Fact]
    public async Task Should_not_reach_those_who_are_older_still()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts.Add<TicketSoldV1>();
            c.Registration = x =>
            {
                x.AddConsumer<Watch<TicketSoldV1>>();
                x.AddConsumer<Watch<ReceiveFault>>();
            };
        });

        await bus.Bus.Publish(new TicketSold("17", "A3", 2));

        Assert.Equal(typeof(ContractNotReadException).FullName, Assert.Single((await bus.Received.FirstAsync<ReceiveFault>()).Message.Exceptions).ExceptionType);
    }

    private static Task<TestBus> StartAsync<T>(Action<ContractsBuilder> contracts)
        where T : class =>
        TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => contracts(eda.Contracts);
            c.Registration = x => x.AddConsumer<Watch<T>>();
        });

    [EventContract("tests.ticket-sold", version: 1)]
    public sealed record TicketSoldV1(string Number);

    [EventContract("tests.ticket-sold", version: 2)]
    public sealed record TicketSoldV2(string Number, string Seat);

    [EventContract("tests.ticket-sold", version: 3, OldestReader = 2)]
    public sealed record TicketSold(string Number, string Seat, int Seats);

    [EventContract("tests.ticket-sold", version: 4)]
    public sealed record TicketSoldV4(string Number, string Place);
}
