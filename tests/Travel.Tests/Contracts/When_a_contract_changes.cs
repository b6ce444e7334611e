using EdaKit.ContractGate.Checks;
using Travel.Contracts.Choreography;

namespace Travel.Tests.Contracts;

public sealed class When_a_contract_changes
{
    [Fact]
    public void Should_break_nobody() => ContractCheck.Of<TripRequested>("samples/Travel/Travel.Contracts/contracts").Verify();
}
