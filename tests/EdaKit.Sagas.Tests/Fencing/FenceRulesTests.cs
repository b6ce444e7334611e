using EdaKit.Startup;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Fencing;

public sealed class FenceRulesTests
{
    [Fact]
    public async Task UseFence_of_an_unknown_context_does_not_start() =>
        Assert.Equal(["EDA0551"], await FaultsAsync<FlightsDb>(_ => { }));

    [Fact]
    public async Task UseFence_of_a_model_without_the_table_does_not_start() =>
        Assert.Equal(["EDA0552"], await FaultsAsync<BareDb>(services => services.AddDbContext<BareDb>(options => options.UseSqlite("Data Source=never.db"))));

    [Fact]
    public async Task UseFence_of_a_database_without_SQL_does_not_start() =>
        Assert.Equal(["EDA0553"], await FaultsAsync<FlightsDb>(services => services.AddDbContext<FlightsDb>(options => options.UseInMemoryDatabase("never used"))));

    [Fact]
    public async Task UseFence_of_a_transient_context_does_not_start() => Assert.Equal(["EDA0555"], await FaultsAsync<FlightsDb>(services =>
        services.AddDbContext<FlightsDb>(options => options.UseSqlite("Data Source=never.db"), ServiceLifetime.Transient)));

    [Fact]
    public async Task UseFence_of_a_context_that_is_built_by_hand_does_not_start() => Assert.Equal(["EDA0556"], await FaultsAsync<FlightsDb>(services =>
        services.AddScoped(_ => new FlightsDb(new DbContextOptionsBuilder<FlightsDb>().UseSqlite("Data Source=never.db").Options))));

    [Fact]
    public async Task UseFence_with_options_out_of_range_names_each() => Assert.Equal(["EDA0554", "EDA0554", "EDA0554", "EDA0554"], await FaultsAsync<FlightsDb>(
        services => services.AddDbContext<FlightsDb>(options => options.UseSqlite("Data Source=never.db")),
        options => (options.CommandWindow, options.UndoWindow, options.CleaningInterval, options.CleaningBatchSize) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0)));

    private static async Task<IEnumerable<string>> FaultsAsync<TDb>(Action<IServiceCollection> configure, Action<EdaKit.Sagas.Fencing.FenceOptions>? options = null)
        where TDb : DbContext
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddLogging();
        configure(builder.Services);
        builder.Services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda => eda.UseFence<TDb>(options));
            x.UsingInMemory((context, bus) => bus.UseEdaKit(context));
        });

        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.StartAsync());
        LogContext.Current = null;
        return error.Faults.Select(fault => fault.Code);
    }

    private sealed class BareDb(DbContextOptions<BareDb> options) : DbContext(options);
}
