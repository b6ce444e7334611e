using System.Net;
using EdaKit.AspNetCore.Tests.Support;
using EdaKit.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Tests.Idempotency.Registration;

/// <summary>The server does not start to listen, and all faults are named at once.</summary>
public sealed class When_the_configuration_is_wrong
{
    [Fact]
    public async Task Should_refuse_a_context_that_is_not_registered() =>
        await AssertRefusedAsync("EDA0301", services => services.AddIdempotency<PlainBankDb>());

    [Fact]
    public async Task Should_refuse_a_model_without_the_table() =>
        await AssertRefusedAsync("EDA0302", services => services.AddDbContext<TablelessDb>(Sqlite).AddIdempotency<TablelessDb>());

    [Fact]
    public async Task Should_refuse_a_database_for_which_there_is_no_SQL() => await AssertRefusedAsync("EDA0303",
        services => services.AddDbContext<PlainBankDb>(options => options.UseInMemoryDatabase("never used")).AddIdempotency<PlainBankDb>());

    [Fact]
    public async Task Should_refuse_a_transient_context() =>
        await AssertRefusedAsync("EDA0304", services => services.AddDbContext<PlainBankDb>(Sqlite, ServiceLifetime.Transient).AddIdempotency<PlainBankDb>());

    [Fact]
    public async Task Should_refuse_a_context_that_bypasses_its_options() =>
        await AssertRefusedAsync("EDA0305", services => services
            .AddScoped(_ => new PlainBankDb(new DbContextOptionsBuilder<PlainBankDb>().UseSqlite("Data Source=none.db").Options)).AddIdempotency<PlainBankDb>());

    [Fact]
    public async Task Should_refuse_every_option_out_of_its_range_and_complete_the_options_of_a_first_call()
    {
        var faults = await AssertRefusedAsync("EDA0306", services => services.AddDbContext<PlainBankDb>(Sqlite)
            .AddIdempotency<PlainBankDb>(options =>
            {
                options.Window = TimeSpan.FromSeconds(59);
                options.MaxKeyLength = 256;
                options.MaxRequestBodySize = -1;
                options.MaxResponseBodySize = (64 * 1024 * 1024) + 1;
            })
            .AddIdempotency<PlainBankDb>(options =>
            {
                options.CleaningInterval = TimeSpan.Zero;
                options.CleaningBatchSize = 0;
                options.Methods.Add("get");
                options.ReplayedHeaders.Add("set-cookie");
                options.Caller = null!;
                options.IsFinal = null!;
            }));

        Assert.Equal(10, faults.Count);
        Assert.Contains(faults, fault => fault.Message.Contains("'ReplayedHeaders' has 'set-cookie'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_refuse_to_have_no_method() =>
        await AssertRefusedAsync("EDA0306", services => services.AddDbContext<PlainBankDb>(Sqlite).AddIdempotency<PlainBankDb>(options => options.Methods.Clear()));

    [Fact]
    public async Task Should_refuse_an_endpoint_for_a_context_without_AddIdempotency() =>
        await AssertRefusedAsync("EDA0307", services => services.AddDbContext<PlainBankDb>(Sqlite).AddIdempotency<PlainBankDb>(),
            app => app.MapPost("/charges", () => "").RequireIdempotencyKey<OutboxBankDb>());

    [Fact]
    public async Task Should_report_all_faults_at_once()
    {
        var exception = await StartAsync(services => services
            .AddDbContext<TablelessDb>(Sqlite)
            .AddIdempotency<TablelessDb>(options => options.MaxKeyLength = 0)
            .AddIdempotency<OutboxBankDb>(), app => app.MapPost("/charges", () => "").AcceptIdempotencyKey<PlainBankDb>());

        Assert.Equal(["EDA0301", "EDA0302", "EDA0306", "EDA0307"], exception.Faults.Select(fault => fault.Code));
    }

    /// <summary>Nothing of EdaKit is there to look at start-up, so it shows with the first request.</summary>
    [Fact]
    public async Task Should_answer_no_request_where_AddIdempotency_was_forgotten_altogether()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/charges", () => "").RequireIdempotencyKey<PlainBankDb>();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync("/charges", "k-1")).Status);
        await app.StopAsync();
    }

    private static void Sqlite(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=none.db");

    private static async Task<IReadOnlyList<ConfigurationFault>> AssertRefusedAsync(string code, Action<IServiceCollection> services,
        Action<WebApplication>? endpoints = null)
    {
        var exception = await StartAsync(services, endpoints);

        Assert.All(exception.Faults, fault => Assert.Equal(code, fault.Code));
        return exception.Faults;
    }

    private static async Task<EdaKitConfigurationException> StartAsync(Action<IServiceCollection> services, Action<WebApplication>? endpoints)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        services(builder.Services);
        await using var app = builder.Build();
        endpoints?.Invoke(app);

        return await Assert.ThrowsAsync<EdaKitConfigurationException>(() => app.StartAsync());
    }

    public sealed class TablelessDb(DbContextOptions<TablelessDb> options) : DbContext(options);
}
