using System.Text.Json;
using EdaKit.Analyzers.Messages;

namespace EdaKit.ContractGate.Tests.Analyzers;

public sealed class CamelCaseTests
{
    [Theory]
    [InlineData("OrderNumber")]
    [InlineData("orderNumber")]
    [InlineData("A")]
    [InlineData("ID")]
    [InlineData("OrderID")]
    [InlineData("URLPath")]
    [InlineData("IBAN2")]
    [InlineData("X1")]
    [InlineData("XY1Z")]
    [InlineData("_Total")]
    [InlineData("Ärger")]
    [InlineData("ÄRGER_Total")]
    [InlineData("iPhone")]
    public void Of_any_name_is_that_of_System_Text_Json(string name) => Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName(name), CamelCase.Of(name));
}
