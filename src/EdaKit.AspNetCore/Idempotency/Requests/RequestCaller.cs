using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace EdaKit.AspNetCore.Idempotency.Requests;

/// <summary>Who sends a request, where the application does not say it otherwise.</summary>
internal static class RequestCaller
{
    /// <exception cref="InvalidOperationException">The user is authenticated and has no id.</exception>
    public static string? Of(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true } identity)
            return null;

        var claim = context.User.FindFirst(ClaimTypes.NameIdentifier) ?? context.User.FindFirst("sub") ?? context.User.FindFirst(ClaimTypes.Name);

        // Without an id all users would share their keys, and one could be sent the answer that belongs to another.
        if (claim is null)
        {
            throw new InvalidOperationException(
                $"The user '{identity.Name}' is authenticated by '{identity.AuthenticationType}' and has none of the claims "
                + $"'{ClaimTypes.NameIdentifier}', 'sub' and '{ClaimTypes.Name}', so its idempotency keys cannot be told from "
                + "those of others. Set Caller in AddIdempotency.");
        }

        // The ids of two issuers may be equal.
        return claim.Issuer == ClaimsIdentity.DefaultIssuer ? claim.Value : $"{claim.Value} of {claim.Issuer}";
    }
}
