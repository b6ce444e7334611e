using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Retail.Tests.Api;

namespace Retail.Tests.Logs;

/// <summary>Somebody who searches the log for an order finds its whole story, and nobody else's.</summary>
public sealed class OrderLogTests(EmbeddedShop shop) : IClassFixture<EmbeddedShop>
{
    private static readonly object Order = new
    {
        CustomerId = "501",
        Lines = new[] { new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 2, UnitPrice = 12.50m } },
    };

    [Fact]
    public async Task It_tells_what_became_of_an_order()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var story = new Story("order 3001 ", "ordering: MarkOrderInvoiced");
        shop.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(story);

        (await shop.Http.PutAsJsonAsync("/orders/3001", Order, cancellationToken)).Dispose();
        (await shop.Http.PutAsJsonAsync("/orders/3002", Order, cancellationToken)).Dispose();
        await story.Ended.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);

        Assert.Contains(story.Lines, line => line == "order 3001  PUT /orders/3001 answered 202");
        Assert.Contains(story.Lines, line => line.StartsWith(
            "order 3001  checkout: TakeStockAndPayment handled OrderPlaced in ", StringComparison.Ordinal));
        Assert.Contains(story.Lines, line => line.StartsWith("order 3001  billing: IssueInvoice handled OrderPaid in ", StringComparison.Ordinal));
    }

    /// <summary>The lines of the log that begin with the order, up to one that ends the story.</summary>
    private sealed class Story(string begin, string end) : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string> Lines { get; } = new();

        public Task Ended => _ended.Task;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception);
            if (!line.StartsWith(begin, StringComparison.Ordinal))
                return;

            Lines.Enqueue(line);
            if (line.Contains(end, StringComparison.Ordinal))
                _ended.TrySetResult();
        }

        public void Dispose()
        {
        }
    }
}
