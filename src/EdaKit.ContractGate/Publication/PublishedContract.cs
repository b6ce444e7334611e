namespace EdaKit.ContractGate.Publication;

/// <summary>A contract as others are to see it.</summary>
/// <param name="Name">Its name, which is also that of its exchange.</param>
/// <param name="Summary">What its newest class says of it; null where it says nothing.</param>
/// <param name="BusinessKey">The member that names the business object; null where none does.</param>
/// <param name="Versions">Its versions, the newest one last.</param>
/// <param name="Senders">The services that send it.</param>
/// <param name="Receivers">The services that receive it.</param>
internal sealed record PublishedContract(
    string Name, string? Summary, string? BusinessKey, IReadOnlyList<PublishedVersion> Versions, IReadOnlyList<string> Senders, IReadOnlyList<string> Receivers);
