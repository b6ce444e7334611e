using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>Why a request with a key does not get the endpoint's answer, as problem details (RFC 9457).</summary>
internal sealed class Problem : Answer
{
    /// <summary>In seconds. How long the request takes that is under way, nobody knows; this keeps clients from asking in a loop.</summary>
    private const string RetryAfter = "1";

    private readonly string _type;
    private readonly string _title;
    private readonly string _detail;

    private Problem(int status, string type, string title, string detail)
    {
        Status = status;
        _type = type;
        _title = title;
        _detail = detail;
    }

    public int Status { get; }

    /// <summary>The last part of the type, for counters and logs.</summary>
    public string Reason => _type[(_type.LastIndexOf(':') + 1)..];

    public static Problem KeyMissing() => new(StatusCodes.Status400BadRequest, IdempotencyProblemTypes.KeyMissing, "Idempotency-Key is missing",
        "This endpoint requires an Idempotency-Key. Send one that is new for each operation, such as a UUID in double quotes, "
        + "and the same one when you repeat the request.");

    public static Problem KeyMalformed(int longest) => new(StatusCodes.Status400BadRequest, IdempotencyProblemTypes.KeyMalformed,
        "Idempotency-Key is malformed",
        string.Create(CultureInfo.InvariantCulture,
            $"The Idempotency-Key cannot be read. Send one field with 1 to {longest} printable ASCII characters in double quotes, such as a UUID."));

    public static Problem KeyReused() => new(StatusCodes.Status422UnprocessableEntity, IdempotencyProblemTypes.KeyReused, "Idempotency-Key is already used",
        "This Idempotency-Key belongs to a request with another path, query or body. Send a new key with this request, "
        + "or repeat the first one byte for byte.");

    public static Problem RequestInProgress() => new(StatusCodes.Status409Conflict, IdempotencyProblemTypes.RequestInProgress,
        "A request is outstanding for this Idempotency-Key",
        "A request with this Idempotency-Key is still in progress. Repeat it with the same key after a moment; "
        + "do not send a new key, or the operation may be done twice.");

    public static Problem RequestTooLarge(int most) => new(StatusCodes.Status413PayloadTooLarge, IdempotencyProblemTypes.RequestTooLarge,
        "The body is too large for an Idempotency-Key",
        string.Create(CultureInfo.InvariantCulture,
            $"A request with an Idempotency-Key may have a body of at most {most} bytes here. Send less. Nothing was done."));

    public static Problem ResponseTooLarge() => new(StatusCodes.Status500InternalServerError, IdempotencyProblemTypes.ResponseTooLarge,
        "The response is too large to be stored",
        "The response is larger than one that this server stores under an Idempotency-Key, so the operation was undone. "
        + "The server's log says how to mend it.");

    public override Task SendAsync(HttpContext context)
    {
        if (Status == StatusCodes.Status409Conflict)
            context.Response.Headers.RetryAfter = RetryAfter;

        return TypedResults.Problem(new ProblemDetails { Status = Status, Type = _type, Title = _title, Detail = _detail }).ExecuteAsync(context);
    }
}
