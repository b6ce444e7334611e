using System.Diagnostics.CodeAnalysis;
using Insurance.Analytics.Asking;
using Insurance.Store.History;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Insurance.Host.Api;

/// <summary>What every question to the figures can be told.</summary>
/// <param name="From">The first month, by any of its days.</param>
/// <param name="Until">The last month.</param>
/// <param name="Instant">What was recorded until then counts; or one of the next two.</param>
/// <param name="Position">What was recorded up to this position counts.</param>
/// <param name="Day">What was recorded until the end of this day counts.</param>
/// <param name="After">A position to wait for, as a command has answered it.</param>
/// <param name="Wait">How many milliseconds at most; 2,000 where nothing is said.</param>
internal readonly record struct FiguresQuestion(
    DateOnly? From, DateOnly? Until, DateTimeOffset? Instant, long? Position, DateOnly? Day, long? After, int? Wait)
{
    public bool TryRead([NotNullWhen(true)] out Question? question, [NotNullWhen(false)] out ValidationProblem? problem)
    {
        (question, problem) = (null, null);

        if (new[] { Instant is not null, Position is not null, Day is not null }.Count(given => given) > 1)
            problem = Problem("instant", "Give one of 'instant', 'position' and 'day'.");
        else if (From > Until)
            problem = Problem("from", $"'{From:O}' is after '{Until:O}'.");
        else
            question = new(Day is { } end ? Moment.EndOf(end) : new Moment(Instant, Position), From, Until);

        return problem is null;
    }

    private static ValidationProblem Problem(string name, string text) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [name] = [text] });
}
