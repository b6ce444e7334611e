using Microsoft.AspNetCore.Http;

namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>Which responses are final, where the application does not say it otherwise.</summary>
internal static class FinalAnswers
{
    /// <summary>
    /// What was done; what was decided, as a payment that is declined; and what is wrong with the request itself. Everything else may be answered
    /// otherwise although the client repeats the same: the service recovers, the resource appears, somebody else is done. Keeping those would make
    /// a passing failure stick.
    /// </summary>
    public static bool Include(HttpContext context) => context.Response.StatusCode is (>= 200 and < 400)
        or StatusCodes.Status400BadRequest or StatusCodes.Status402PaymentRequired or StatusCodes.Status410Gone or StatusCodes.Status422UnprocessableEntity;
}
