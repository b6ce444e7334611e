using EdaKit.Outbox.Relay;
using MassTransit;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class StoredMessageTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public void Nack_is_a_refusal_at_once() =>
        Assert.NotNull(new StoredMessage(Long).RefusalIn(new ConnectionException("for the test", new PublishException(1, isReturn: false))));

    [Theory, InlineData(403), InlineData(404), InlineData(405), InlineData(406)]
    public void Operation_that_closes_the_channel_is_a_refusal_at_once(int code) =>
        Assert.Contains($"'{code} for the test'", new StoredMessage(Long).RefusalIn(new OperationInterruptedException(Closed(code)))?.Message, StringComparison.Ordinal);

    [Fact]
    public void Channel_that_is_closed_under_it_is_a_refusal_the_second_time()
    {
        var message = new StoredMessage(Long);

        Assert.Null(message.RefusalIn(new AlreadyClosedException(Closed(406))));
        Assert.NotNull(message.RefusalIn(new AlreadyClosedException(Closed(406))));
    }

    [Fact]
    public void Channel_that_is_closed_under_it_is_a_refusal_at_once_where_there_is_no_time_for_a_second() =>
        Assert.NotNull(new StoredMessage(TimeSpan.FromSeconds(3)).RefusalIn(new AlreadyClosedException(Closed(406))));

    [Fact]
    public void Connection_that_is_lost_is_never_a_refusal()
    {
        var message = new StoredMessage(Long);

        for (var i = 0; i < 10; i++)
        {
            Assert.Null(message.RefusalIn(new AlreadyClosedException(Closed(320))));
            Assert.Null(message.RefusalIn(new OperationInterruptedException(Closed(541))));
            Assert.Null(message.RefusalIn(new ConnectionException("for the test", new BrokerUnreachableException(new IOException()))));
        }
    }

    private static ShutdownEventArgs Closed(int code) => new(RabbitMQ.Client.ShutdownInitiator.Peer, (ushort)code, "for the test");
}
