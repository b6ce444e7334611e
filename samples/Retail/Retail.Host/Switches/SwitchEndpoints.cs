using Microsoft.AspNetCore.Http.HttpResults;

namespace Retail.Host.Switches;

/// <summary>The switches over HTTP. They ask for no password, so a host that others can reach must not map them.</summary>
internal static class SwitchEndpoints
{
    public static void MapSwitches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/switches").WithTags("switches");
        group.MapGet("", (ServiceSwitches switches) => switches.All.Select(SwitchView.Of))
            .WithName("ListSwitches").WithSummary("What every service of this process does at the moment.");
        group.MapPut("{service}", Turn)
            .WithName("TurnSwitch").WithSummary("Stops a service, starts it again, or makes it fail.");
    }

    private static Results<Ok<SwitchView>, NotFound> Turn(string service, SwitchRequest request, ServiceSwitches switches)
    {
        if (switches.Named(service) is not { } known)
            return TypedResults.NotFound();

        known.Turn(request.State);
        return TypedResults.Ok(SwitchView.Of(known));
    }
}
