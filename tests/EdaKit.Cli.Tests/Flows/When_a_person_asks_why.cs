using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Flows;

public sealed class When_a_person_asks_why
{
    public static TheoryData<StoreKind> Stores { get; } = [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_show_what_followed_from_what_in_several_services(StoreKind store)
    {
        using var journals = await Journals.CreateAsync(store);

        var answer = (await Edakit.RunAsync(null, "why", "1", "-c", journals.Shop, "-c", journals.BillingService)).Ended(0);

        Assert.Contains("Healthy: Nothing is stuck: 2 messages with '1'", answer.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^2026-11-26 10:00:00Z\r?$", answer.Output);
        Assert.Matches(@"\+0ms  shop\.order-placed v1  [0-9a-f]{4}-[0-9a-f]{12}  published by shop  -> IssueInvoice \(billing\) \+11ms", answer.Output);
        Assert.Matches(@"\+12ms    shop\.invoice-issued v1  [0-9a-f]{4}-[0-9a-f]{12}  published by IssueInvoice \(billing\)  -> SendMail \(shop\) \+20ms", answer.Output);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_in_which_service_it_stopped(StoreKind store)
    {
        using var journals = await Journals.CreateAsync(store);

        var answer = (await Edakit.RunAsync($"{journals.Shop}\n{journals.BillingService}", "why-not", "2", "InvoiceIssued")).Ended(0);

        Assert.Contains("ConsumerFailed: 'shop.invoice-issued' is sent by 'IssueInvoice' at 'billing' of 'billing' when it consumes 'shop.order-placed'.", answer.Output, StringComparison.Ordinal);
        Assert.Contains("No tax number. (attempt 3)", answer.Output, StringComparison.Ordinal);
        Assert.Contains("-> FAULTED IssueInvoice (billing) +12ms: System.InvalidOperationException", answer.Output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_answer_a_program(StoreKind store)
    {
        using var journals = await Journals.CreateAsync(store);

        var answer = (await Edakit.RunAsync(null, "why-not", "OrderNumber", "3", "shop.invoice-issued", "-o", "json", "-c", journals.Shop, "-c", journals.BillingService)).Ended(0).Json;

        Assert.Equal("inOutbox", answer.GetProperty("verdict").GetProperty("code").GetString());
        var message = Assert.Single(answer.GetProperty("flows").EnumerateArray());
        Assert.Equal(("shop.order-placed", 3), (message.GetProperty("contract").GetString(), message.GetProperty("stored").GetProperty("attempts").GetInt32()));
    }

    [Fact]
    public async Task Should_know_what_services_declare_and_no_journal_has_seen()
    {
        using var journals = await Journals.CreateAsync(StoreKind.Sqlite);
        var folder = Directory.CreateTempSubdirectory("edakit-flow-");

        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "billing.flow.json"), """
                { "format": 1, "service": "billing", "participants": [{ "name": "IssueInvoice", "kind": "Consumer", "endpoints": ["billing"],
                    "listensTo": [{ "contract": "shop.order-placed", "versions": [1] }], "publishes": [{ "contract": "shop.tax-reported", "sometimes": true }] }] }
                """, TestContext.Current.CancellationToken);

            var answer = (await Edakit.RunAsync($"{journals.Shop}\n{journals.BillingService}", "why-not", "1", "TaxReported", "--flow", folder.FullName)).Ended(0);

            Assert.Contains("RanWithoutSending: 'shop.tax-reported' is declared by 'IssueInvoice' at 'billing' of 'billing'", answer.Output, StringComparison.Ordinal);
            Assert.Contains("only under a condition", answer.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_show_what_is_stored_safely(StoreKind store)
    {
        using var journals = await Journals.CreateAsync(store);

        var answer = (await Edakit.RunAsync(journals.Shop, "why", "3")).Ended(0);

        Assert.Contains("-> WAITING in the outbox since 2026-11-26 10:00:00Z: refused", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', answer.Output);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_answer_that_nobody_knows_the_key(StoreKind store)
    {
        using var journals = await Journals.CreateAsync(store);

        Assert.Contains("UnknownKey:", (await Edakit.RunAsync(journals.Shop, "why", "42")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("Ask without the name.", (await Edakit.RunAsync(journals.Shop, "why", "Customer", "1")).Ended(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order", true)]
    [InlineData("Order", true)]
    [InlineData("ordernumber", true)]
    [InlineData("order-number", true)]
    [InlineData("number", false)]
    [InlineData("ord", false)]
    [InlineData("customer", false)]
    public async Task Should_know_what_a_key_is_the_key_of(string kind, bool isKnown)
    {
        using var journals = await Journals.CreateAsync(StoreKind.Sqlite);

        var answer = (await Edakit.RunAsync($"{journals.Shop}\n{journals.BillingService}", "why", kind, "2")).Ended(0);

        Assert.StartsWith(isKnown ? "ConsumerFailed:" : "UnknownKey:", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_answer_without_a_broker_that_cannot_be_asked()
    {
        using var journals = await Journals.CreateAsync(StoreKind.Sqlite);

        var answer = (await Edakit.RunAsync(journals.Shop, "why-not", "2", "InvoiceIssued", "--broker", "http://guest:secret@127.0.0.1:1/shop")).Ended(0);

        Assert.Contains("RabbitMQ cannot be asked at 'http://127.0.0.1:1/shop'", answer.Errors, StringComparison.Ordinal);
        Assert.EndsWith("This is the answer without it.", answer.Errors.TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith("NotConsumed:", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_an_address_that_is_no_management_api()
    {
        using var journals = await Journals.CreateAsync(StoreKind.Sqlite);

        var answer = (await Edakit.RunAsync(journals.Shop, "why", "2", "--broker", "amqp://guest:secret@localhost/shop")).Ended(2);

        Assert.StartsWith("'amqp://localhost/shop' is no address of RabbitMQ's management API.", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_an_address_that_is_none_and_not_repeat_its_password()
    {
        using var journals = await Journals.CreateAsync(StoreKind.Sqlite);

        var answer = (await Edakit.RunAsync(journals.Shop, "why", "2", "--broker", "http://guest:secret@localhost:99999/shop")).Ended(2);

        Assert.StartsWith("The broker's address cannot be read:", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("Give one such as http://", answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer.Errors, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_which_database_has_no_journal(StoreKind store)
    {
        using var journals = await Journals.CreateAsync(store);
        using var shop = await Shop.CreateAsync(store);

        var answer = (await Edakit.RunAsync(null, "why", "1", "-c", journals.Shop, "-c", shop.Connection)).Ended(2);

        Assert.Contains("0007-journal.sql", answer.Errors, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_ask_sagas_too(StoreKind store)
    {
        using var trips = await Trips.CreateAsync(store, hasJournal: true);

        var answer = (await Edakit.RunAsync(trips.Connection, "why", "T-17")).Ended(0).Output;

        Assert.Contains($"SagaParked: The saga 'test.trip' ({trips.Parked}) is parked at 'Hotel': the hotel is down. A person must decide: edakit saga resume {trips.Parked} --step Hotel", answer,
            StringComparison.Ordinal);
        Assert.Contains($"saga test.trip {trips.Parked} in Parked, parked at Hotel: the hotel is down", answer, StringComparison.Ordinal);
    }
}
