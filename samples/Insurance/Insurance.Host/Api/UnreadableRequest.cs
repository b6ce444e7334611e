using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Insurance.Host.Api;

/// <summary>Answers 400 to what is no request, and says what is wrong with it.</summary>
internal sealed class UnreadableRequest(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException)
            return ValueTask.FromResult(false);

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = StatusCodes.Status400BadRequest, Title = (exception.InnerException as JsonException ?? exception).Message },
        });
    }
}
