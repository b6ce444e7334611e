namespace Insurance.Store.Writing;

/// <summary>Proof that a command was done. It is stored with its events, all or nothing, and tells the second caller what the first one heard.</summary>
/// <param name="Id">The command's id.</param>
/// <param name="PolicyId">The policy.</param>
/// <param name="Version">The policy's version after it.</param>
internal sealed record HandledCommand(Guid Id, Guid PolicyId, long Version);
