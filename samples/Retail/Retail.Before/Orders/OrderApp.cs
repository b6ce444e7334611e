using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Before.Chain;

namespace Retail.Before.Orders;

/// <summary>The app of the order API, the only one that customers talk to.</summary>
internal static class OrderApp
{
    /// <summary>Builds the app, makes its tables if they are missing, and undoes what an earlier process left unfinished.</summary>
    /// <param name="builder">The app to build.</param>
    /// <param name="file">The file of the API's own store.</param>
    /// <param name="services">The services by their names and addresses, in the order in which they are called.</param>
    /// <param name="settings">Working time, timeout, and attempts to undo.</param>
    public static async Task<WebApplication> Build(
        WebApplicationBuilder builder, string file, IReadOnlyList<(string Name, Uri Address)> services, BeforeSettings settings)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddDbContext<OrdersDb>(options => options.UseSqlite($"Data Source={file}"));
        builder.Services.AddScoped<PlaceOrder>();
        builder.Services.AddScoped<UnfinishedOrders>();

        foreach (var service in services)
            builder.Services.AddHttpClient(service.Name, http => (http.BaseAddress, http.Timeout) = (service.Address, settings.Timeout));
        builder.Services.AddSingleton(provider => new OrderChain([.. services.Select(service => new ChainStep(
            service.Name,
            forGuests: service.Name != ServiceNames.Loyalty,
            provider.GetRequiredService<IHttpClientFactory>(),
            settings,
            provider.GetRequiredService<TimeProvider>()))]));

        var app = builder.Build();
        app.MapOrders();

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrdersDb>().Database.EnsureCreatedAsync();
        await scope.ServiceProvider.GetRequiredService<UnfinishedOrders>().Undo(CancellationToken.None);
        return app;
    }
}
