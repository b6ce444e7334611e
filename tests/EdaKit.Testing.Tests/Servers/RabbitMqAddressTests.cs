using EdaKit.Testing.Servers;

namespace EdaKit.Testing.Tests.Servers;

public sealed class RabbitMqAddressTests
{
    [Theory]
    [InlineData("rabbitmq://broker", "amqp://guest:guest@broker:5672/")]
    [InlineData("rabbitmqs://broker", "amqps://guest:guest@broker:5671/")]
    [InlineData("amqp://u:p%40ss@broker:5673/shop", "amqp://u:p%40ss@broker:5673/shop")]
    public void Parse_of_an_address_fills_in_what_is_missing(string given, string expected)
    {
        Assert.Equal(expected, RabbitMqAddress.Parse(given, "EDAKIT_RABBITMQ").AbsoluteUri);
    }

    [Fact]
    public void Credentials_with_escapes_are_unescaped()
    {
        Assert.Equal(("u", "p@:ss"), RabbitMqAddress.Credentials(new Uri("amqp://u:p%40%3Ass@broker:5672/")));
    }

    [Theory]
    [InlineData(null, "http://broker:15672/")]
    [InlineData("https://console/api-root", "https://console/api-root/")]
    public void Management_is_ten_thousand_ports_higher_unless_given(string? given, string expected)
    {
        var address = RabbitMqAddress.Management(new Uri("amqp://guest:guest@broker:5672/"), given, "EDAKIT_RABBITMQ_MANAGEMENT");

        Assert.Equal(expected, address.AbsoluteUri);
    }
}
