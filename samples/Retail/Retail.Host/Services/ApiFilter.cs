using Retail.Host.Logs;
using Retail.Host.Switches;
using Retail.Host.Work;

namespace Retail.Host.Services;

/// <summary>What a request meets on its way to a service's API: the switch, the working time, and the log of the order.</summary>
internal sealed class ApiFilter(ServiceSwitch service, TimeSpan time, OrderLog log, TimeProvider clock) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // There is no queue before an API: whoever calls it while it is away has to call again.
        if (service.State != ServiceState.Running)
            return Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: $"'{service.Service}' is {service.State.ToString().ToLowerInvariant()}. Please try again later.");

        if (!HttpMethods.IsPut(context.HttpContext.Request.Method))
            return await next(context);

        if (time > TimeSpan.Zero)
            await Task.Delay(time, clock, context.HttpContext.RequestAborted);

        var result = await next(context);
        var request = context.HttpContext.Request;
        if (request.RouteValues["number"] is string number)
            log.Received(number, $"{request.Method} {request.Path}", StatusOf(result));
        return result;
    }

    private static int StatusOf(object? result) => result switch
    {
        INestedHttpResult oneOfSeveral => StatusOf(oneOfSeveral.Result),
        IStatusCodeHttpResult { StatusCode: { } status } => status,
        _ => StatusCodes.Status200OK,
    };
}
