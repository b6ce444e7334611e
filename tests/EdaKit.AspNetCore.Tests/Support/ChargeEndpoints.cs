using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdaKit.AspNetCore.Tests.Support;

public sealed record ChargeRequest(string Account, decimal Amount);

public sealed record ChargeResponse(Guid Id, string Account, decimal Amount);

/// <summary>An endpoint as users write it: it adds, saves and answers.</summary>
public static class ChargeEndpoints
{
    public static async Task<Created<ChargeResponse>> ChargeAsync(ChargeRequest request, PlainBankDb db) => await AddAsync(request, db);

    public static async Task<Created<ChargeResponse>> AddAsync(ChargeRequest request, BankDb db)
    {
        var charge = new Charge { Account = request.Account, Amount = request.Amount };
        db.Charges.Add(charge);
        await db.SaveChangesAsync();

        return TypedResults.Created($"/charges/{charge.Id}", new ChargeResponse(charge.Id, charge.Account, charge.Amount));
    }
}
