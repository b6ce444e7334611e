using EdaKit.Flow.Parts;
using EdaKit.Outbox.PostgreSql;
using EdaKit.Tracing.Explaining;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>What led to what, and why there is no letter: out of the journal, and of what outbox and inbox hold.</summary>
internal static class WhyEndpoints
{
    /// <summary>What people call the key: contracts have it as <c>PolicyNumber</c>.</summary>
    private const string Kind = "policy";

    /// <summary>A command and its letter are a moment's work, so that few others teach enough of how it normally goes.</summary>
    private const int LearnFrom = 2000;

    public static void MapWhy(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var options = new ExplainOptions { LearnFrom = LearnFrom, Parts = services.GetRequiredService<FlowParts>().All };
        var explainer = new FlowExplainer([services.GetRequiredService<IFlowSource<PostgreSqlOutbox>>()], services.GetRequiredService<TimeProvider>(), options);

        routes.MapGet("/why/{policy}", async Task<Ok<FlowExplanation>> (string policy, CancellationToken cancellationToken) =>
                TypedResults.Ok(await explainer.WhyAsync(policy, Kind, cancellationToken)))
            .WithSummary("What led to what: the commands of a contract, given by its number, with what they announced and which letters followed; and whether anything is stuck.");
        routes.MapGet("/why/{policy}/not/{contract}", async Task<Ok<FlowExplanation>> (string policy, string contract, CancellationToken cancellationToken) =>
                TypedResults.Ok(await explainer.WhyNotAsync(policy, contract, Kind, cancellationToken)))
            .WithSummary("Why a contract has no message of a kind, such as LetterWritten.");
    }
}
