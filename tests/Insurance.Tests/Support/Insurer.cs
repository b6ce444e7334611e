using Dapper;
using EdaKit.Contracts;
using EdaKit.Flow.Parts;
using EdaKit.Outbox.PostgreSql;
using EdaKit.Tracing.Explaining;
using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Store;
using Insurance.Store.EventStore;
using Insurance.Store.History;
using Insurance.Store.Snapshots;
using Insurance.Store.Writing;
using Insurance.Tests.Policies;
using Marten;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Insurance.Tests.Support;

/// <summary>The write side on a database of its own. Nothing relays unless an office says so, and what the outbox holds can be counted.</summary>
public class Insurer : IAsyncLifetime
{
    private IHost? _host;

    public NpgsqlDataSource Database { get; private set; } = null!;

    /// <summary>How often snapshots are kept.</summary>
    public SnapshotOptions Snapshots { get; init; } = new();

    public SetClock Clock { get; } = new(new(Story.Start.ToDateTime(new(9, 0)), TimeSpan.Zero));

    public IDocumentStore Store => Services.GetRequiredService<IDocumentStore>();

    public StoredContracts Contracts => Services.GetRequiredService<StoredContracts>();

    public PolicyArchive Archive => Services.GetRequiredService<PolicyArchive>();

    protected IServiceProvider Services => _host!.Services;

    public virtual async ValueTask InitializeAsync()
    {
        Database = NpgsqlDataSource.Create(await Server.CreateDatabaseAsync());

        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton(Database);
        builder.Services.AddSingleton<TimeProvider>(TimeProvider.System);
        builder.Services.AddSingleton(Snapshots);
        AddReaders(builder.Services.AddPolicyStore());
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            AddListeners(bus);
            bus.AddEdaKit(eda => eda.AddPolicyStore(Database, outbox => outbox.Relay.Enabled = Relays));
            bus.UsingInMemory((context, configure) =>
            {
                configure.UseEdaKit(context);
                configure.ConfigureEndpoints(context);
            });
        });

        _host = builder.Build();
        await CreateTablesAsync();
        await _host.StartAsync();
    }

    /// <summary>Gives a command, by the tests' clock or one of its own.</summary>
    public async Task<CommandAnswer> AskAsync(Guid policy, long expectedVersion, PolicyCommand command, Guid? commandId = null, TimeProvider? clock = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var desk = ActivatorUtilities.CreateInstance<PolicyDesk>(scope.ServiceProvider, clock ?? Clock);
        return await desk.HandleAsync(policy, new(commandId ?? Guid.CreateVersion7(), expectedVersion, "Grace", "asked by phone", command), CancellationToken.None);
    }

    /// <summary>Gives a command that must be done.</summary>
    public async Task<CommandAnswer.Done> DoAsync(Guid policy, long expectedVersion, PolicyCommand command) =>
        Assert.IsType<CommandAnswer.Done>(await AskAsync(policy, expectedVersion, command));

    /// <summary>A policy that is in force since the day of the clock, at version 3.</summary>
    public async Task<Guid> IssueAsync(string holder = "Ada")
    {
        var policy = Guid.CreateVersion7();
        await DoAsync(policy, 0, new QuotePolicy(holder, Story.Risk(), DateOnly.FromDateTime(Clock.Now.UtcDateTime)));
        await DoAsync(policy, 1, new AcceptRisk(0, "good record"));
        await DoAsync(policy, 2, new IssuePolicy(Insurance.Policies.Values.PaymentPlan.Monthly));
        return policy;
    }

    public async Task<Policy> PolicyAsync(Guid policy) => (await Archive.AtAsync(policy, Moment.Now, CancellationToken.None))!.Policy;

    /// <summary>Why a policy has no message of a contract, asked now or later.</summary>
    public Task<FlowExplanation> WhyNotAsync(string number, string contract, TimeSpan later = default) =>
        new FlowExplainer(
            [Services.GetRequiredService<IFlowSource<PostgreSqlOutbox>>()], new SetClock(DateTimeOffset.UtcNow + later), new() { Parts = Services.GetRequiredService<FlowParts>().All })
            .WhyNotAsync(number, contract, "policy");

    public Task<long> EventsAsync(Guid policy) => CountAsync("insurance.mt_events where stream_id = @policy", new { policy });

    public async Task<long> CountAsync(string from, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>($"select count(*) from {from}", parameters);
    }

    public async Task<string?> ScalarAsync(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string>(sql, parameters);
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Whether the outbox is relayed.</summary>
    protected virtual bool Relays => false;

    protected virtual Task CreateTablesAsync() => Services.GetRequiredService<StoreTables>().CreateAsync(CancellationToken.None);

    protected virtual void AddListeners(IBusRegistrationConfigurator bus)
    {
    }

    protected virtual void AddReaders(MartenServiceCollectionExtensions.MartenConfigurationExpression marten)
    {
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
            LogContext.Current = null;
        }

        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }
}
