using EdaKit.ContractGate.Checks;
using Retail.Contracts;

namespace Retail.Tests.Contracts;

public sealed class When_a_contract_changes
{
    [Fact]
    public void Should_break_nobody() => ContractCheck.Of<OrderPlaced>("samples/Retail/Retail.Contracts/contracts").Verify();

    [Fact]
    public void Should_be_recorded_to_the_letter() => Assert.Empty(ContractCheck.Of<OrderPlaced>("samples/Retail/Retail.Contracts/contracts").Run());
}
