namespace EdaKit.Contracts.Versions;

/// <summary>Brings one version of a contract to another one.</summary>
internal abstract class VersionStep(string contract, int from, int to)
{
    public string Contract => contract;

    public int From => from;

    public int To => to;

    /// <summary>How to call it, for messages about it.</summary>
    public abstract string Call { get; }

    /// <summary>Takes the step.</summary>
    /// <param name="before">How the version before is read.</param>
    /// <returns>How the version after it is read.</returns>
    public abstract VersionReading After(VersionReading before);
}
