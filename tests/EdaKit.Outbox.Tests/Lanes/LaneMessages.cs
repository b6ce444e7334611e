using EdaKit.Contracts;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Lanes;

/// <summary>Something that happened to an account, and as which of its events.</summary>
[EventContract("tests.account-moved", version: 1)]
public sealed record AccountMoved([property: BusinessKey] string Account, int Number);

internal static class LaneApps
{
    public const string Exchange = "tests.account-moved";

    public static Task<TestApp> StartAsync(Place place, Action<OutboxOptions>? configure = null) => TestApp.StartAsync(place, c => c.Outbox = outbox =>
    {
        outbox.Lanes.Enabled = true;
        outbox.Lanes.Lease = TimeSpan.FromSeconds(3);
        outbox.Relay.PollInterval = TimeSpan.FromMilliseconds(200);
        outbox.Relay.MinBackOff = TimeSpan.FromMilliseconds(50);
        configure?.Invoke(outbox);
    });

    /// <summary>One unit of work for each number.</summary>
    public static async Task PublishAsync(this TestApp app, string account, int first, int count)
    {
        for (var number = first; number < first + count; number++)
            await app.PublishTogetherAsync(new AccountMoved(account, number));
    }

    /// <summary>One unit of work for all.</summary>
    public static Task PublishTogetherAsync(this TestApp app, params AccountMoved[] events) => app.InScopeAsync(async scope =>
    {
        foreach (var moved in events)
            await scope.GetRequiredService<IPublishEndpoint>().Publish(moved);

        await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
    });

    /// <summary>The numbers of each account in the order in which they lay in the queue.</summary>
    public static Dictionary<string, List<int>> ByAccount(this IEnumerable<QueueTap.Message> messages) => messages
        .GroupBy(message => message["account"])
        .ToDictionary(account => account.Key, account => account.Select(message => message.Body.GetProperty("number").GetInt32()).ToList());
}
