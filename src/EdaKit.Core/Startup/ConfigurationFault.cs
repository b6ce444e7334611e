namespace EdaKit.Startup;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Code">A stable id such as <c>EDA0206</c>; <c>docs/errors.md</c> explains each.</param>
/// <param name="Message">The fact, the offending values in single quotes, and the remedy.</param>
public sealed record ConfigurationFault(string Code, string Message)
{
    /// <summary>Code and message on one line.</summary>
    /// <returns>For example <c>EDA0001: UseEdaKit was not called …</c>.</returns>
    public override string ToString() => $"{Code}: {Message}";
}
