using System.Globalization;
using EdaKit.Benchmarks.Places;

namespace EdaKit.Benchmarks.Journal;

/// <summary>Fills a journal with orders, each a flow of four messages that were published and consumed: eight entries.</summary>
internal sealed class JournalFill(RunPlace place, int entries, TimeSpan age)
{
    private const int EntriesOfOrder = 8;

    public int Orders => entries / EntriesOfOrder;

    /// <summary>Writes the entries, the oldest first, over so much time before now, and has PostgreSQL look at them as its own housekeeping would.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await place.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            insert into edakit_journal (at, kind, service, message_id, conversation_id, causation_id, correlation_id, contract, version, key_name, key, participant, note)
            select {now} - {(long)age.TotalMilliseconds} + o::bigint * {(long)age.TotalMilliseconds} / {Orders}, case s % 2 when 0 then 'Published' else 'Consumed' end, 'shop',
                md5(o || '/' || s / 2)::uuid, md5(o || '/flow')::uuid, case when s > 1 then md5(o || '/' || s / 2 - 1)::uuid end, md5(o || '/order')::uuid,
                'shop.' || (array['order-placed', 'order-paid', 'invoice-issued', 'mail-sent'])[s / 2 + 1], 1, 'OrderNumber', o::text,
                case when s > 0 then 'on-' || (s - 1) / 2 || '/Consumer' || (s - 1) / 2 || '/shop.message' end, case s % 2 when 0 then 'rabbitmq://localhost/shop/shop.message' end
            from generate_series(0, {Orders - 1}) as orders(o), generate_series(0, {EntriesOfOrder - 1}) as steps(s) order by orders.o, steps.s
            """), cancellationToken);
        await place.ExecuteAsync("vacuum analyze edakit_journal", cancellationToken);
    }
}
