using EdaKit.Flow;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Testing.Tests.Flow;

public sealed class When_a_test_is_strict
{
    [Fact]
    public void Should_refuse_what_is_not_declared()
    {
        var services = new ServiceCollection().AddMassTransit(x =>
        {
            x.AddEdaKit(_ => { });
            x.UsingInMemory();
        });

        using var provider = services.RefuseUndeclaredPublishes().RefuseUndeclaredPublishes().BuildServiceProvider();

        Assert.True(provider.GetRequiredService<FlowOptions>().RefuseUndeclared);
    }

    [Fact]
    public void Should_say_that_EdaKit_is_missing() =>
        Assert.Contains("AddEdaKit", Assert.Throws<ConfigurationException>(() => new ServiceCollection().RefuseUndeclaredPublishes()).Message, StringComparison.Ordinal);
}
