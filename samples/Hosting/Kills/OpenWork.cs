namespace Samples.Hosting.Kills;

/// <summary>A piece of work that has not ended.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsParked">Whether it waits for a person.</param>
internal sealed record OpenWork(Guid Id, bool IsParked);
