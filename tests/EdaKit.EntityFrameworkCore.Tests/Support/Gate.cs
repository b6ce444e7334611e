using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.Support;

/// <summary>How tests see whether a container's SQLite file is free to write. A gate that is kept shows as a timeout of this.</summary>
internal static class Gate
{
    public static Task AssertFreeAsync(TestContainer container) => container.InScopeAsync(async scope =>
    {
        var other = scope.GetRequiredService<OtherDb>();
        await using var transaction = await other.Database.BeginTransactionAsync();
        other.Notes.Add(new());
        await other.SaveChangesAsync();
        await transaction.CommitAsync();
    });
}
