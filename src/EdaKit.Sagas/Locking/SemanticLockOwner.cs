namespace EdaKit.Sagas.Locking;

/// <summary>Who holds a semantic lock.</summary>
/// <param name="Id">Which of them: of a saga its correlation id. Not empty.</param>
/// <param name="Name">Of which kind: of a saga its name, such as <c>travel.trip</c>. 1 to 200 characters. Two sagas may share an id, so both tell the owner.</param>
public sealed record SemanticLockOwner(Guid Id, string Name);
