using EdaKit.Contracts;
using Insurance.Policies.Commands;
using Insurance.Store;
using Insurance.Store.EventStore;
using Insurance.Store.Feed;
using Insurance.Store.Writing;
using Marten;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EdaKit.Benchmarks.Insurance.Offices;

/// <summary>The write side of the sample on a database, as its host has it, with the read models that a measurement wants.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly IHost _host;

    private Office(IHost host, NpgsqlDataSource database) => (_host, Database) = (host, database);

    public NpgsqlDataSource Database { get; }

    public IServiceProvider Services => _host.Services;

    public IDocumentStore Store => Services.GetRequiredService<IDocumentStore>();

    public StoredContracts Contracts => Services.GetRequiredService<StoredContracts>();

    public EventFeed Feed => Services.GetRequiredService<EventFeed>();

    /// <summary>Makes the tables; nothing runs yet.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="addReaders">Adds what follows the events.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Office> BuildAsync(
        string connectionString, Action<MartenServiceCollectionExtensions.MartenConfigurationExpression> addReaders, CancellationToken cancellationToken)
    {
        var database = NpgsqlDataSource.Create(connectionString);
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        addReaders(builder.Services.AddPolicyStore());
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddEdaKit(eda => eda.AddPolicyStore(database));
            bus.UsingInMemory((context, configure) => configure.UseEdaKit(context));
        });

        var office = new Office(builder.Build(), database);
        await office.Services.GetRequiredService<StoreTables>().CreateAsync(cancellationToken);
        return office;
    }

    public Task StartAsync(CancellationToken cancellationToken) => _host.StartAsync(cancellationToken);

    /// <summary>Gives a command, which must be done.</summary>
    public async Task<CommandAnswer.Done> DoAsync(Guid policy, long expectedVersion, PolicyCommand command, CancellationToken cancellationToken)
    {
        await using var scope = Services.CreateAsyncScope();
        var request = new CommandRequest(Guid.CreateVersion7(), expectedVersion, "Grace", "benchmark", command);
        var answer = await scope.ServiceProvider.GetRequiredService<PolicyDesk>().HandleAsync(policy, request, cancellationToken);
        return answer as CommandAnswer.Done ?? throw new BenchmarkFailedException($"Command '{command}' was not done: {answer}.");
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Database.DisposeAsync();
    }
}
