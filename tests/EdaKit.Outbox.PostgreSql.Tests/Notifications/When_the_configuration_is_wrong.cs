using EdaKit.Startup;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Outbox.PostgreSql.Tests.Notifications;

public sealed class When_the_configuration_is_wrong
{
    [Fact]
    public async Task Should_refuse_another_provider_and_an_interval_out_of_range()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddDbContext<SqliteDb>(options => options.UseSqlite("Data Source=never-opened.db"));
        builder.Services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda => eda.UseOutbox<SqliteDb>(outbox => outbox.UsePostgreSql(notifications => notifications.ProbeInterval = TimeSpan.Zero)));
            x.UsingInMemory((context, bus) => bus.UseEdaKit(context));
        });
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.StartAsync());

        Assert.Equal(["EDA0210", "EDA0213"], refused.Faults.Select(fault => fault.Code).Order());
        Assert.Contains("UseNpgsql", refused.Message, StringComparison.Ordinal);
    }

    public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox();
    }
}
