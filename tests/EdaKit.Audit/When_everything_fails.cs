using EdaKit.Audit.Reports;

namespace EdaKit.Audit;

public sealed class When_everything_fails
{
    /// <summary>The smallest audit: every kind of fault happens, most of them once.</summary>
    [Fact]
    public async Task Should_lose_nothing_double_nothing_and_keep_the_order()
    {
        var told = new List<string>();
        var result = await new AuditRun(AuditOptions.Smoke, told.Add).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.IsGood, $"{TextReport.Of(result)}\n{string.Join('\n', told)}");
    }
}
