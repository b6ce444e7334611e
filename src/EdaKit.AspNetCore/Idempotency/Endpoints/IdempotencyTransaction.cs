using EdaKit.AspNetCore.Idempotency.Registration;
using EdaKit.AspNetCore.Idempotency.Requests;
using EdaKit.AspNetCore.Idempotency.Responses;
using EdaKit.AspNetCore.Idempotency.Storage;
using EdaKit.AspNetCore.Telemetry;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Idempotency.Endpoints;

/// <summary>Runs an endpoint in one transaction with the claim of its key and with its answer: all of it becomes true at once, or nothing.</summary>
internal sealed class IdempotencyTransaction(UnitOfWorkTracker unitOfWork, RequestsInProgress inProgress, IdempotencyMetrics metrics,
    ILogger<IdempotencyTransaction> logger)
{
    /// <summary>Answers a request: with what is stored, or with what the endpoint says now.</summary>
    /// <param name="context">The request, in whose scope the endpoint gets its context.</param>
    /// <param name="endpoint">The endpoint. It may run again where the context's execution strategy retries.</param>
    /// <param name="binding">The context in whose transaction it runs.</param>
    /// <param name="request">The request, as its key knows it.</param>
    /// <returns>The answer, not yet sent.</returns>
    public async Task<Answer> AnswerAsync(HttpContext context, RequestDelegate endpoint, IdempotencyBinding binding, IdempotentRequest request)
    {
        var db = binding.ContextOf(context.RequestServices);
        var untouched = new UntouchedResponse(context.Response);
        var isRepeated = false;

        using var turn = inProgress.TryEnter(db, request);
        if (turn is null)
            return Problem.RequestInProgress();

        async Task<Answer> RunOnceAsync()
        {
            // What an attempt left behind that failed is not saved with the next one.
            if (isRepeated)
            {
                unitOfWork.StartOver(db);
                untouched.Restore();
            }

            isRepeated = true;
            var answer = await RunAsync(context, endpoint, binding, request, db);

            // What is rolled back leaves no trace on the response either, whose headers may say what was done.
            if (answer is Problem)
                untouched.Restore();

            return answer;
        }

        var strategy = db.Database.CreateExecutionStrategy();
        return strategy.RetriesOnFailure ? await strategy.ExecuteAsync(RunOnceAsync) : await RunOnceAsync();
    }

    private async Task<Answer> RunAsync(HttpContext context, RequestDelegate endpoint, IdempotencyBinding binding, IdempotentRequest request, DbContext db)
    {
        var aborted = context.RequestAborted;
        await using var transaction = await db.Database.BeginTransactionAsync(aborted);

        // 1. Claim, or find out why not.
        if (!await IdempotencyStore.TryClaimAsync(db, request, aborted))
            return await FindAsync(db, binding, request, aborted);

        // 2. Let the endpoint work, and keep what it answers.
        request.OfferBody(context.Request);
        var response = await BufferedResponse.CaptureAsync(context, binding.Options.MaxResponseBodySize, endpoint);

        // A client that is gone has no answer. It asks again, and then shall hear what was done, and not what was done for nobody.
        aborted.ThrowIfCancellationRequested();

        if (!ReferenceEquals(db.Database.CurrentTransaction, transaction))
        {
            throw new InvalidOperationException($"'{request.Endpoint}' ended the transaction of its idempotency key, so its effects and its answer are apart. "
                + "Let it save and neither commit nor roll back; what it must be able to take back, it puts behind a savepoint.");
        }

        // 3. What cannot be answered again, or will be answered otherwise, must not have happened.
        if (response.IsTooLarge || !binding.Options.IsFinal(context))
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return Release(context, binding, request, response);
        }

        // 4. The answer becomes true together with what it tells. From here on nobody may stop it half-way and leave open whether it did.
        await IdempotencyStore.StoreAsync(db, request, response.ToStored(context, binding.Options), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);

        metrics.Stored(binding.ContextType);
        return response;
    }

    private Answer Release(HttpContext context, IdempotencyBinding binding, IdempotentRequest request, BufferedResponse response)
    {
        metrics.Released(binding.ContextType);

        if (response.IsTooLarge)
        {
            IdempotencyLog.ResponseTooLarge(logger, request.Endpoint, request.Key, binding.Options.MaxResponseBodySize);
            return Problem.ResponseTooLarge();
        }

        IdempotencyLog.Released(logger, request.Endpoint, request.Key, context.Response.StatusCode);
        return response;
    }

    private async Task<Answer> FindAsync(DbContext db, IdempotencyBinding binding, IdempotentRequest request, CancellationToken cancellationToken)
    {
        if (await IdempotencyStore.FindAsync(db, request, cancellationToken) is not { } found)
            return Problem.RequestInProgress();

        if (!request.IsSameAs(found.Fingerprint))
            return Problem.KeyReused();

        metrics.Replayed(binding.ContextType);
        IdempotencyLog.Replayed(logger, request.Endpoint, request.Key, found.Response.Status);
        return new Replay(found.Response);
    }
}
