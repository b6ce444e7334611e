using EdaKit.AspNetCore.Idempotency.Registration;
using EdaKit.AspNetCore.Idempotency.Requests;
using EdaKit.AspNetCore.Idempotency.Responses;
using EdaKit.AspNetCore.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Idempotency.Endpoints;

/// <summary>
/// Stands before an endpoint and makes a request with a key have one effect and one answer. In order: 1. read the key; 2. read the request;
/// 3. find its answer or make it; 4. send the answer, when all is committed.
/// </summary>
internal sealed class IdempotentEndpoint(IdempotencyBindings bindings, IdempotencyTransaction transaction, IdempotencyMetrics metrics,
    ILogger<IdempotentEndpoint> logger)
{
    public async Task RunAsync(HttpContext context, RequestDelegate endpoint, IdempotencyMetadata metadata)
    {
        var binding = bindings.Of(metadata.ContextType);
        var field = context.Request.Headers[IdempotencyHeaderNames.Key];

        // 1. Without a key, where none is needed, the endpoint works as if this were not here.
        if (!binding.Options.Methods.Contains(context.Request.Method) || (field.Count == 0 && !metadata.IsRequired))
        {
            await endpoint(context);
            return;
        }

        Answer answer = field.Count == 0 ? Problem.KeyMissing()
            : !IdempotencyKey.TryRead(field, binding.Options.MaxKeyLength, out var key) ? Problem.KeyMalformed(binding.Options.MaxKeyLength)
            : await AnswerAsync(context, endpoint, binding, key);

        if (answer is Problem problem)
            Report(context, binding, problem);

        // 4. Only now: what the client hears must not be undone any more.
        await answer.SendAsync(context);
    }

    private async Task<Answer> AnswerAsync(HttpContext context, RequestDelegate endpoint, IdempotencyBinding binding, string key)
    {
        var options = binding.Options;

        // 2.
        if (await IdempotentRequest.ReadAsync(context.Request, key, options.Caller(context) ?? "", options.MaxRequestBodySize) is not { } request)
            return Problem.RequestTooLarge(options.MaxRequestBodySize);

        // 3.
        return await transaction.AnswerAsync(context, endpoint, binding, request);
    }

    private void Report(HttpContext context, IdempotencyBinding binding, Problem problem)
    {
        metrics.Refused(binding.ContextType, problem.Reason);
        IdempotencyLog.Refused(logger, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "", problem.Status, problem.Reason);
    }
}
