namespace Insurance.Store.History;

/// <summary>Something that holds of a policy, in words.</summary>
/// <param name="Name">What is said, such as <c>Cover</c>.</param>
/// <param name="Value">What holds.</param>
public sealed record Fact(string Name, string Value);
