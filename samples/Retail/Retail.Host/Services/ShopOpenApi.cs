using Microsoft.OpenApi;

namespace Retail.Host.Services;

/// <summary>The description of the HTTP API, at /openapi/v1.json.</summary>
internal static class ShopOpenApi
{
    public static void AddShopOpenApi(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "EdaKit retail sample";
            document.Info.Version = "1";
            document.Info.Description = "A small event-driven shop. A PUT answers when the order and its event are stored; "
                + "stock, payment, invoice and the rest follow.";

            // The address is the caller's business, and changes with --urls.
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    });
}
