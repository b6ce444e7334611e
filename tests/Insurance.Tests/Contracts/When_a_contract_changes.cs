using EdaKit.ContractGate.Checks;
using Insurance.Contracts;

namespace Insurance.Tests.Contracts;

public sealed class When_a_contract_changes
{
    [Fact]
    public void Should_break_nobody() => ContractCheck.Of<ContractIssued>("samples/Insurance/Insurance.Contracts/contracts").Verify();
}
