using EdaKit.Outbox.News;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class HandOffTests
{
    private const long DatabaseTime = 1_000_000;

    private readonly FakeTimeProvider _time = new();
    private readonly OutboxOptions _options = new();
    private readonly Guid _relay = Guid.NewGuid();

    [Fact]
    public void TryPromise_leases_by_the_database_s_clock()
    {
        var handOff = Open();
        _time.Advance(TimeSpan.FromMinutes(2));
        var record = new OutboxRecord();

        Assert.True(handOff.TryPromise([record]));

        Assert.Equal(_relay, record.ClaimedBy);
        Assert.Equal(DatabaseTime + (long)TimeSpan.FromMinutes(3).TotalMilliseconds, record.AvailableAt);
    }

    [Fact]
    public void TryPromise_before_the_clock_is_known_promises_nothing()
    {
        var handOff = new HandOff<ShopDb>(_options, new NewsDesk<ShopDb>(), _time);
        handOff.Open(_relay, isOpen: true);
        var record = new OutboxRecord();

        Assert.False(handOff.TryPromise([record]));
        Assert.Null(record.ClaimedBy);
    }

    [Fact]
    public void TryPromise_while_closed_promises_nothing()
    {
        var handOff = Open();
        handOff.Open(_relay, isOpen: false);

        Assert.False(handOff.TryPromise([new()]));
        Assert.Equal(0, handOff.Promised);
    }

    [Fact]
    public void TryPromise_keeps_to_the_bound_and_has_room_again_when_a_record_is_taken()
    {
        _options.Relay.MaxInFlight = 2;
        var handOff = Open();
        var first = new OutboxRecord();
        Assert.True(handOff.TryPromise([first]));

        Assert.False(handOff.TryPromise([new(), new()]));
        Assert.True(handOff.TryPromise([new()]));
        Assert.False(handOff.TryPromise([new()]));
        handOff.Deliver([first]);
        Assert.True(handOff.TryTake(out _));

        Assert.True(handOff.TryPromise([new()]));
    }

    [Fact]
    public void TryPromise_keeps_to_the_bound_in_bytes_and_has_room_again_when_a_record_is_taken_or_forgotten()
    {
        _options.Relay.MaxBytesInFlight = 2 * 1024;
        var handOff = Open();
        OutboxRecord first = OfOneKibibyte(), second = OfOneKibibyte();
        Assert.True(handOff.TryPromise([first, second]));
        Assert.False(handOff.TryPromise([OfOneKibibyte()]));

        handOff.Deliver([first]);
        Assert.True(handOff.TryTake(out _));
        Assert.True(handOff.TryPromise([OfOneKibibyte()]));
        Assert.False(handOff.TryPromise([OfOneKibibyte()]));

        handOff.Forget([second]);
        Assert.True(handOff.TryPromise([OfOneKibibyte()]));

        static OutboxRecord OfOneKibibyte() => new() { Body = new byte[1024] };
    }

    [Fact]
    public void TryTake_leaves_a_record_whose_commit_took_longer_than_its_lease_allows_to_the_table()
    {
        var handOff = Open();
        OutboxRecord late = new(), inTime = new();
        handOff.TryPromise([late]);
        _time.Advance(_options.Relay.Lease - _options.Relay.SendTimeout);
        handOff.TryPromise([inTime]);

        handOff.Deliver([late, inTime]);

        Assert.True(handOff.TryTake(out var taken));
        Assert.Same(inTime, taken);
        Assert.False(handOff.TryTake(out _));
        Assert.Equal(0, handOff.Promised);
    }

    [Fact]
    public void Doubt_takes_the_promise_back_and_asks_for_a_look()
    {
        var handOff = Open();
        var record = new OutboxRecord { Id = Guid.NewGuid() };
        handOff.TryPromise([record]);

        handOff.Doubt([record]);

        Assert.Equal(0, handOff.Promised);
        Assert.True(handOff.TakeLook());
        Assert.False(handOff.TakeLook());
        Assert.Equal([record.Id], handOff.TakeDoubtful());
    }

    private HandOff<ShopDb> Open()
    {
        var handOff = new HandOff<ShopDb>(_options, new NewsDesk<ShopDb>(), _time);
        handOff.Clock.Read(DatabaseTime);
        handOff.Open(_relay, isOpen: true);
        return handOff;
    }
}
