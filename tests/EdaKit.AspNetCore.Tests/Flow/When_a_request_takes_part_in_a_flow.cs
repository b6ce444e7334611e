using EdaKit.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Tests.Flow;

public sealed class When_a_request_takes_part_in_a_flow
{
    private static readonly MessageFlow Flow = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

    [Fact]
    public async Task Should_go_on_with_the_flow_of_its_caller()
    {
        var (flow, answered) = await AskAsync(headers =>
        {
            headers.Add(MessageFlowHeaders.ConversationId, $"{Flow.ConversationId}");
            headers.Add(MessageFlowHeaders.CorrelationId, $"{Flow.CorrelationId}");
            headers.Add(MessageFlowHeaders.CausationId, $"{Flow.CausationId}");
        });

        Assert.Equal(Flow, flow);
        Assert.Equal(Flow.ConversationId, answered);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task Should_begin_one_where_the_caller_names_none(string? value)
    {
        var (flow, answered) = await AskAsync(headers =>
        {
            if (value is not null)
                headers.Add(MessageFlowHeaders.ConversationId, value);
            headers.Add(MessageFlowHeaders.CausationId, $"{Flow.CausationId}");
        });

        Assert.Equal((flow?.ConversationId, null, null), (answered, flow?.CorrelationId, flow?.CausationId));
        Assert.NotEqual(Guid.Empty, answered);
    }

    [Fact]
    public async Task Should_tell_the_conversation_when_it_fails_too()
    {
        var (flow, answered) = await AskAsync(_ => { }, fails: true);

        Assert.Equal(flow?.ConversationId, answered);
    }

    private static async Task<(MessageFlow? Flow, Guid? Answered)> AskAsync(Action<System.Net.Http.Headers.HttpRequestHeaders> headers, bool fails = false)
    {
        MessageFlow? seen = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        await using var app = builder.Build();
        app.UseMessageFlow();
        app.UseExceptionHandler(handler => handler.Run(_ => Task.CompletedTask));
        app.MapGet("/", () =>
        {
            seen = MessageFlow.Current;
            return fails ? throw new InvalidOperationException("It fails.") : Results.Ok();
        });
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single());
        headers(request.Headers);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(fails, (int)response.StatusCode == 500);
        return (seen, response.Headers.TryGetValues(MessageFlowHeaders.ConversationId, out var ids) ? Guid.Parse(ids.Single()) : null);
    }
}
