using Insurance.Analytics.Asking;
using Insurance.Analytics.Files;
using Insurance.Analytics.Keeping;
using Microsoft.Extensions.DependencyInjection;

namespace Insurance.Analytics;

/// <summary>The read model of those who look at figures.</summary>
public static class AnalyticsModule
{
    /// <summary>
    /// Adds analytics, which follow the events of the store in this process, and what answers questions. The container needs the store and a
    /// <see cref="TimeProvider"/>.
    /// </summary>
    public static void AddAnalytics(this IServiceCollection services, AnalyticsOptions options)
    {
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton(_ => AnalyticsFile.Open(options.File));
        services.AddSingleton<AnalyticsProgress>();
        services.AddSingleton<AnalyticsLag>();
        services.AddSingleton<AnalyticsProjection>();
        services.AddSingleton<AnalyticsReader>();
        services.AddSingleton<AnalyticsExport>();
        services.AddHostedService<AnalyticsFollower>();
    }
}
