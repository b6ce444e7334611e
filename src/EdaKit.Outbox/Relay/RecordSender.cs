using System.Diagnostics;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Outbox.Relay;

/// <summary>Sends one record and says how it ended. It never throws.</summary>
internal sealed class RecordSender(IBus bus, HostAddress host, PublishedTypes published, RelaySpans spans, RelayOptions options, TimeProvider time)
{
    private SendDeadline? _deadline;

    public async Task<SendOutcome> SendAsync(OutboxRecord record, CancellationToken stopping)
    {
        var deadline = DeadlineOf(stopping);
        RecordProperties? properties = null;
        Activity? span = null;

        try
        {
            properties = record.Written ?? RecordProperties.FromJson(record.Properties);
            span = spans.Start(record, properties);
            var endpoint = await EndpointOf(record, properties).WaitAsync(deadline.Token);
            await endpoint.Send<SerializedMessageBody>(new StoredMessage(options.SendTimeout), new StoredSendPipe(record, properties, span, host, time), deadline.Token)
                .WaitAsync(deadline.Token);

            return new(record, SendResult.Confirmed, Span: span);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return new(record, SendResult.Stopped, Span: span);
        }
        catch (Exception) when (deadline.IsOver)
        {
            var error = new TimeoutException($"The broker did not confirm the message within '{options.SendTimeout}' (RelayOptions.SendTimeout).");
            return new(record, SendResult.BrokerUnavailable, error, span);
        }
        catch (MessageReturnedException) when (properties is { PublishedType: not null, IsMandatory: false })
        {
            return new(record, SendResult.NobodySubscribes, Span: span);
        }
        catch (MessageReturnedException) when (properties is { RequestId: not null, ResponseAddress: null })
        {
            return new(record, SendResult.NobodyWaits, Span: span);
        }
        catch (Exception error)
        {
            return new(record, SendFailures.IsOutage(error) ? SendResult.BrokerUnavailable : SendResult.RecordFailed, error, span);
        }
    }

    // Two threads may make one each; both are good.
    private SendDeadline DeadlineOf(CancellationToken stopping) =>
        _deadline is { } known && known.Suits(stopping) ? known : _deadline = new(options.SendTimeout, time, stopping);

    private Task<ISendEndpoint> EndpointOf(OutboxRecord record, RecordProperties properties) =>
        (properties.PublishedType is { } type ? published.EndpointOf(type) : null) ?? bus.GetSendEndpoint(host.Expand(record.Destination));
}
