using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace Samples.Hosting.Web;

/// <summary>
/// Answers 503 while the database is away. The caller knows then that trying again is right, and, as every request that changes something is a PUT
/// with a number, that it is safe.
/// </summary>
internal sealed class DatabaseAway(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsTransient(exception))
            return ValueTask.FromResult(false);

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails =
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "Nothing can be stored at the moment. Please try again.",
            },
        });
    }

    /// <summary>Whether trying again may help. EF Core and others wrap what the driver says in exceptions of their own.</summary>
    public static bool IsTransient(Exception? exception) =>
        exception is not null && (exception is DbException { IsTransient: true } || IsTransient(exception.InnerException));
}
