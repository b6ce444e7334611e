namespace EdaKit.Tracing.Explaining;

/// <summary>Who handles messages, as the journal names it: endpoint, consumer and contract, joined by <c>/</c>; or the name of a saga.</summary>
internal readonly record struct Participant(string Endpoint, string Consumer)
{
    public static Participant Of(string name)
    {
        var parts = name.Split('/');
        return parts.Length >= 3 ? new(parts[0], parts[1]) : new("", name);
    }

    /// <summary>Whether what is sent to an address comes to this one.</summary>
    public bool IsAt(string? destination) => destination is null || Endpoint.Length == 0
        || NameIn(destination).Equals(Endpoint, StringComparison.OrdinalIgnoreCase);

    /// <summary>The queue or exchange in an address, such as <c>rabbitmq://host/shop/name?type=fanout</c> or <c>queue:name</c>, as it is written there.</summary>
    public static string NameIn(string address)
    {
        var last = address.Split('?')[0].Split('/')[^1];
        return address.Contains("://", StringComparison.Ordinal) ? last : last[(last.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>What it consumes, where its name tells. What is no contract is named there with its namespace.</summary>
    public static string? ContractOf(string name) => name.Split('/') is { Length: >= 3 } parts ? parts[^1].Split(':')[^1] : null;

    /// <summary>For people.</summary>
    public override string ToString() => (Endpoint.Length, Consumer.Length) switch
    {
        (0, _) => $"'{Consumer}'",
        (_, 0) => $"the endpoint '{Endpoint}'",
        _ when Consumer == Endpoint => $"'{Consumer}'",
        _ => $"'{Consumer}' at '{Endpoint}'",
    };
}
