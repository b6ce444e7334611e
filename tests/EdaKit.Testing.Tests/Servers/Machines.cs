using EdaKit.Testing.Servers;

namespace EdaKit.Testing.Tests.Servers;

/// <summary>Machines that differ from this one, so that a test need not change this one.</summary>
internal static class Machines
{
    /// <summary>This machine's programs, and no variable set.</summary>
    public static readonly Machine WithoutVariables = new(_ => null, Machine.This.Folders);

    /// <summary>No programs and no variables.</summary>
    public static readonly Machine Bare = new(_ => null, () => []);

    /// <summary>No programs, and these variables.</summary>
    public static Machine With(string variable, string value, string? second = null, string? secondValue = null) =>
        new(name => name == variable ? value : name == second ? secondValue : null, () => []);
}
