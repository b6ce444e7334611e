namespace EdaKit.Cli.Sagas;

/// <summary>Which instances are meant.</summary>
internal sealed record SagaFilter(string? Saga, Guid? Id, bool IsParked, bool IsEnded)
{
    /// <summary>The condition, with the parameters <c>@saga</c> and <c>@id</c> where they are given.</summary>
    public string Condition => string.Join(" and ", Conditions());

    private IEnumerable<string> Conditions()
    {
        if (Id is not null)
            yield return "correlation_id = @id";
        else
            yield return IsEnded ? "ended_at is not null" : "ended_at is null";

        if (IsParked)
            yield return "current_state = 'Parked'";

        if (Saga is not null)
            yield return "saga = @saga";
    }
}
