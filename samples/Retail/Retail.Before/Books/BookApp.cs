using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Retail.Before.Books;

/// <summary>The app of one service: a call to do its part for an order, and a call to undo it.</summary>
internal static class BookApp
{
    /// <summary>Builds the app and makes its table if it is missing.</summary>
    /// <param name="builder">The app to build.</param>
    /// <param name="file">The file of the service's book.</param>
    /// <param name="work">How long the service works on an order before it writes it down.</param>
    public static async Task<WebApplication> Build(WebApplicationBuilder builder, string file, TimeSpan work)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDbContext<BookDb>(options => options.UseSqlite($"Data Source={file}"));
        builder.Services.AddScoped<Book>();

        var app = builder.Build();

        // Neither call is given up when the caller hangs up: a bank does not, and a caller who was in a hurry will undo it.
        app.MapPut("/entries/{number}", async (string number, EntryRequest request, Book book, TimeProvider clock) =>
        {
            if (work > TimeSpan.Zero)
                await Task.Delay(work, clock, CancellationToken.None);
            return await book.Do(number, request) ? Results.Ok() : Results.Conflict();
        });
        app.MapDelete("/entries/{number}", async (string number, Book book) =>
        {
            await book.Undo(number);
            return Results.NoContent();
        });

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BookDb>().Database.EnsureCreatedAsync();
        return app;
    }
}
