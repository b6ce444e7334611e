using Microsoft.Extensions.FileProviders;

namespace Samples.Hosting.Web;

/// <summary>The page at the host's own address: plain files beside the program, no build step, and nothing from anywhere else.</summary>
internal static class SamplePage
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Page");

    public static void UseSamplePage(this WebApplication app) => app.UseFileServer(new FileServerOptions
    {
        FileProvider = new PhysicalFileProvider(Folder),
        StaticFileOptions =
        {
            OnPrepareResponse = response =>
            {
                // The browser itself refuses what would leave the host.
                response.Context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";

                // Asked for again each time, and not sent again: the files have an ETag.
                response.Context.Response.Headers.CacheControl = "no-cache";
            },
        },
    });
}
