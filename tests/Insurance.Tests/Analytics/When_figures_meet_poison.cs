using Insurance.Policies.Commands;
using Insurance.Policies.Values;
using Insurance.Store.History;
using Insurance.Tests.Policies;
using Insurance.Tests.Support;

namespace Insurance.Tests.Analytics;

/// <summary>Its policy is parked with the reason, and no other one waits for it.</summary>
public sealed class When_figures_meet_poison(AnalyticsOffice office) : IClassFixture<AnalyticsOffice>
{
    private const string Unreadable = "update insurance.mt_events set data = '\"nothing\"' where stream_id = @policy and version = 4";
    private const string Unknown = "update insurance.mt_events set type = 'insurance.stored.never-heard-of:v1' where stream_id = @policy and version = 4";
    private const string InDollars = "update insurance.mt_events set data = jsonb_set(data, '{reserve,currency}', '\"USD\"') where stream_id = @policy and version = 4";
    private const string UnknownPeril = "update insurance.mt_events set data = jsonb_set(data, '{peril}', '9') where stream_id = @policy and version = 4";
    private const string Nonsense = "update insurance.mt_events set type = 'insurance.stored.claim-payment-made:v1', data = jsonb_build_object('claim', 9, 'amount', data->'reserve', 'paidOn', data->'lossOn') where stream_id = @policy and version = 4";

    [Theory]
    [InlineData(Unreadable, "cannot be read")]
    [InlineData(Unknown, "Nobody knows how to read")]
    [InlineData(InDollars, "is not in euros")]
    [InlineData(UnknownPeril, "Nobody knows peril '9'")]
    [InlineData(Nonsense, "has no claim '9'")]
    public async Task Should_park_its_policy_go_on_with_the_others_and_go_on_with_it_once_it_is_put_right(string poison, string reason)
    {
        var (poisoned, other) = (await office.IssueAsync(), await office.IssueAsync());
        await office.AllSeenAsync();
        var claims = Claims();

        // 1. The poison is there before anybody reads the event, and more comes after it.
        office.ExecuteInFile("update keeping.progress set position = position + 1000000");
        await office.DoAsync(poisoned, 3, new OpenClaim(Story.Start, Peril.Hail, "dents", Story.Euros(500)));
        var data = await office.ScalarAsync("select data::text from insurance.mt_events where stream_id = @policy and version = 4", new { policy = poisoned });
        var paid = await office.DoAsync(poisoned, 4, new PayClaim(1, Story.Euros(200)));
        await office.ExecuteAsync(poison, new { policy = poisoned });
        var done = await office.DoAsync(other, 3, new OpenClaim(Story.Start, Peril.Glass, "windscreen", Story.Euros(300)));
        office.ExecuteInFile("update keeping.progress set position = position - 1000000");
        await office.SeenAsync(done);

        Assert.Equal(claims + 1, Claims());
        var parked = Assert.Single(office.Projection.Parked(), policy => policy.Id == poisoned);
        Assert.Equal(4, parked.Version);
        Assert.Contains(reason, parked.Reason, StringComparison.Ordinal);

        // 2. Whoever resumes it too early is told the same, and nothing has changed.
        Assert.Equal(4, (await office.Projection.ResumeAsync(poisoned, CancellationToken.None))?.Version);
        Assert.Equal(claims + 1, Claims());

        // 3. Put right, it catches up by itself, and each of its events counts once.
        await office.ExecuteAsync("update insurance.mt_events set type = 'insurance.stored.claim-opened:v3', data = @data::jsonb where stream_id = @policy and version = 4", new { policy = poisoned, data });
        Assert.Null(await office.Projection.ResumeAsync(poisoned, CancellationToken.None));
        Assert.Equal(claims + 2, Claims());
        Assert.DoesNotContain(office.Projection.Parked(), policy => policy.Id == poisoned);
        var settled = await office.DoAsync(poisoned, 5, new SettleClaim(1));
        await office.SeenAsync(settled);

        Assert.True(settled.Position > paid.Position);
        var followed = office.Star();
        await office.Projection.RebuildAsync(CancellationToken.None);
        Assert.Equal(followed, office.Star());
    }

    private long Claims() => office.Reader.Claims(new(Moment.Now)).Rows.Sum(row => row.Claims);
}
