using EdaKit.AspNetCore.Idempotency.Requests;
using EdaKit.AspNetCore.Idempotency.Responses;
using EdaKit.AspNetCore.Idempotency.Storage;
using EdaKit.StoreConformance.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Idempotency keys: one transaction has a request, and its answer is known when that commits.</summary>
public abstract class IdempotencySuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private static readonly StoredResponse Answer = new(201, """{"Location":["/orders/1"]}""", [0, 1, 255]);

    [Fact]
    public async Task Claim_of_a_new_request_is_granted_and_stored_with_the_database_s_time()
    {
        var request = await RequestAsync("k");

        var before = await NowAsync();
        Assert.True(await ClaimAsync(request));
        var after = await NowAsync();

        var entry = Assert.Single(await InScopeAsync(db => db.Set<IdempotencyEntry>().ToListAsync()));
        Assert.Equal(("k", "anna", request.Endpoint), (entry.Key, entry.Caller, entry.Endpoint));
        Assert.Equal(request.Id, entry.Id);
        Assert.Equal(request.Fingerprint, entry.Fingerprint);
        Assert.InRange(entry.ClaimedAt, before, after);
    }

    [Fact]
    public async Task Claim_of_a_claimed_request_is_refused()
    {
        await ClaimAsync(await RequestAsync("k"));

        Assert.False(await ClaimAsync(await RequestAsync("k")));
        Assert.True(await ClaimAsync(await RequestAsync("other")));
    }

    [Fact]
    public async Task Claim_that_was_rolled_back_is_granted_again()
    {
        var request = await RequestAsync("k");

        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.True(await IdempotencyStore.TryClaimAsync(db, request, None));
        });

        Assert.True(await ClaimAsync(request));
    }

    [Fact]
    public async Task Claim_that_another_process_has_is_refused_without_waiting_and_has_no_answer()
    {
        // SQLite has one writer: whoever is second waits before it can ask.
        if (Store.HasOneWriter)
            return;

        var request = await RequestAsync("k");

        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.True(await IdempotencyStore.TryClaimAsync(db, request, None));

            Assert.False(await ClaimAsync(request));
            Assert.Null(await FindAsync(request));
            Assert.True(await ClaimAsync(await RequestAsync("other")));
        });
    }

    [Fact]
    public async Task Find_gives_the_answer_when_it_is_stored_and_committed()
    {
        var request = await RequestAsync("k");

        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await IdempotencyStore.TryClaimAsync(db, request, None);
            await IdempotencyStore.StoreAsync(db, request, Answer, None);
            Assert.Null(await FindAsync(request));
            await transaction.CommitAsync();
        });

        var found = await FindAsync(request);
        Assert.NotNull(found);
        Assert.Equal(request.Fingerprint, found.Value.Fingerprint);
        Assert.Equal((Answer.Status, Answer.Headers), (found.Value.Response.Status, found.Value.Response.Headers));
        Assert.Equal(Answer.Body, found.Value.Response.Body);
        Assert.Null(await FindAsync(await RequestAsync("other")));
    }

    [Fact]
    public async Task Store_without_a_claim_fails()
    {
        var request = await RequestAsync("k");

        await Assert.ThrowsAsync<InvalidOperationException>(() => InScopeAsync(db => IdempotencyStore.StoreAsync(db, request, Answer, None)));
    }

    [Fact]
    public async Task Forget_is_bounded_and_takes_the_oldest_first()
    {
        foreach (var key in new[] { "a", "b", "c" })
            await ClaimAsync(await RequestAsync(key));

        await SetAgeAsync("a", 2);
        await SetAgeAsync("b", 1);

        Assert.Equal(1, await ForgetAsync(1));
        Assert.Equal(["a", "c"], await InScopeAsync(db => db.Set<IdempotencyEntry>().Select(entry => entry.Key).Order().ToListAsync()));
        Assert.Equal(1, await ForgetAsync(10));
        Assert.Equal(0, await ForgetAsync(10));
    }

    private Task<bool> ClaimAsync(IdempotentRequest request) => InScopeAsync(db => IdempotencyStore.TryClaimAsync(db, request, None));

    private Task<(byte[] Fingerprint, StoredResponse Response)?> FindAsync(IdempotentRequest request) =>
        InScopeAsync(db => IdempotencyStore.FindAsync(db, request, None));

    private Task<int> SetAgeAsync(string key, long claimedAt) => InScopeAsync(db =>
        db.Set<IdempotencyEntry>().Where(entry => entry.Key == key).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ClaimedAt, claimedAt)));

    private Task<int> ForgetAsync(int atMost) => InScopeAsync(db => IdempotencyStore.ForgetAsync(db, Minute, atMost, None));

    private static async Task<IdempotentRequest> RequestAsync(string key) =>
        await IdempotentRequest.ReadAsync(new DefaultHttpContext { Request = { Method = "POST", Path = "/orders" } }.Request, key, "anna", 0)
            ?? throw new InvalidOperationException("An empty body is not too large.");
}
