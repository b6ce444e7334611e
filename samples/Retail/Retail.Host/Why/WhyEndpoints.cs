using EdaKit.Tracing.Explaining;
using Microsoft.AspNetCore.Http.HttpResults;
using Samples.Hosting;

namespace Retail.Host.Why;

/// <summary>What led to what, and why something did not happen, out of the journals of the services in this process. Read by people: it asks for no password.</summary>
internal static class WhyEndpoints
{
    /// <summary>An order is a moment's work here, so that few others teach enough of how it normally goes.</summary>
    private static readonly ExplainOptions Options = new() { LearnFrom = 2000 };

    public static void MapWhy(this IEndpointRouteBuilder routes, IEnumerable<ServiceModule> modules)
    {
        var services = routes.ServiceProvider;
        var journals = modules.Select(module => (IFlowSource)services.GetRequiredService(typeof(IFlowSource<>).MakeGenericType(module.Context)));
        var explainer = new FlowExplainer(journals, services.GetRequiredService<TimeProvider>(), Options);

        var group = routes.MapGroup("/why/{number}").WithTags("why");
        group.MapGet("", async Task<Ok<FlowExplanation>> (string number, CancellationToken cancellationToken) =>
                TypedResults.Ok(await explainer.WhyAsync(number, "order", cancellationToken)))
            .WithName("Why").WithSummary("What became of an order or a return: its messages, each below the one from which it followed, and whether anything is stuck.");
        group.MapGet("not/{contract}", async Task<Ok<FlowExplanation>> (string number, string contract, CancellationToken cancellationToken) =>
                TypedResults.Ok(await explainer.WhyNotAsync(number, contract, "order", cancellationToken)))
            .WithName("WhyNot").WithSummary("Why an order or a return has no message of a contract, such as InvoiceIssued.");
    }
}
