namespace EdaKit.ContractGate.Checks;

/// <summary>Modes by the names that the registries of the field use.</summary>
internal static class CompatibilityModes
{
    /// <summary>All names, for people.</summary>
    public const string Names = "NONE, BACKWARD, BACKWARD_TRANSITIVE, FORWARD, FORWARD_TRANSITIVE, FULL or FULL_TRANSITIVE";

    /// <summary>Finds a mode by its name, in upper or lower case, with or without underscores.</summary>
    public static bool TryParse(string name, out CompatibilityMode mode)
    {
        var joined = name.Replace("_", "", StringComparison.Ordinal);
        var found = Enum.GetValues<CompatibilityMode>().Where(one => one.ToString().Equals(joined, StringComparison.OrdinalIgnoreCase)).ToList();

        mode = found.FirstOrDefault();
        return found.Count > 0;
    }
}
