using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Outbox.Relay;

/// <summary>Sends one record and says how it ended. It never throws.</summary>
internal sealed class RecordSender(IBus bus, HostAddress host, PublishedTypes published, RelayOptions options, TimeProvider time)
{
    public async Task<SendOutcome> SendAsync(OutboxRecord record, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);

        RecordProperties? properties = null;

        try
        {
            properties = record.Written ?? RecordProperties.FromJson(record.Properties);
            var endpoint = await EndpointOf(record, properties).WaitAsync(either.Token);
            await endpoint.Send(new SerializedMessageBody(), new StoredSendPipe(record, properties, time), either.Token).WaitAsync(either.Token);

            return new(record, SendResult.Confirmed);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return new(record, SendResult.Stopped);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            var error = new TimeoutException($"The broker did not confirm the message within '{options.SendTimeout}' (RelayOptions.SendTimeout).");
            return new(record, SendResult.BrokerUnavailable, error);
        }
        catch (MessageReturnedException) when (properties is { PublishedType: not null })
        {
            return new(record, SendResult.NobodySubscribes);
        }
        catch (MessageReturnedException) when (properties is { RequestId: not null, ResponseAddress: null })
        {
            return new(record, SendResult.NobodyWaits);
        }
        catch (Exception error)
        {
            return new(record, SendFailures.IsOutage(error) ? SendResult.BrokerUnavailable : SendResult.RecordFailed, error);
        }
    }

    private Task<ISendEndpoint> EndpointOf(OutboxRecord record, RecordProperties properties) =>
        (properties.PublishedType is { } type ? published.EndpointOf(type) : null) ?? bus.GetSendEndpoint(host.Expand(record.Destination));
}
