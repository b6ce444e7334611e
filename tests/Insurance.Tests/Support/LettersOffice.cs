using EdaKit.Outbox;
using EdaKit.TestSupport;
using Insurance.Letters;
using Insurance.Store.EventStore;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Insurance.Tests.Support;

/// <summary>The write side, and the service that writes letters of what it announces. One policy has gone through all, so that the journal knows how that goes.</summary>
public sealed class LettersOffice : Insurer
{
    /// <summary>The number of the policy whose letter is written and posted.</summary>
    public string Healthy { get; private set; } = "";

    protected override bool Relays => true;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();

        Healthy = (await PolicyAsync(await IssueAsync())).Number!;
        await IsJournaledAsync("Consumed", "insurance.letter-written", Healthy);
    }

    /// <summary>Waits until the journal has an entry.</summary>
    public Task IsJournaledAsync(string kind, string contract, string number) => Eventually.IsAsync(true, async () =>
        await CountAsync("edakit_journal where kind = @kind and contract = @contract and key = @number", new { kind, contract, number }) > 0);

    /// <summary>Publishes as another program might, past the desk.</summary>
    public async Task PublishAsync<T>(T message, Guid id)
        where T : class
    {
        await using var scope = Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await outbox.Publish(message, context => context.MessageId = id);
        await outbox.CommitAsync(transaction);
    }

    protected override void AddListeners(IBusRegistrationConfigurator bus) => LettersModule.AddToBus(bus);

    protected override async Task CreateTablesAsync()
    {
        await Services.GetRequiredService<StoreTables>().CreateAsync(CancellationToken.None);
        await new LetterBox(Database).CreateTableAsync(CancellationToken.None);
    }
}
