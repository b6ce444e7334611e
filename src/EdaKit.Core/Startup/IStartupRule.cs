namespace EdaKit.Startup;

/// <summary>
/// Something that must hold before a bus may start. Packages register their rules in the container as singletons; all run, and all
/// faults are reported together.
/// </summary>
/// <remarks>
/// An implementer reads configuration only: no I/O, and nothing whose answer depends on what a database or broker holds, since that
/// could keep a rollback from starting. It returns faults rather than throwing.
/// </remarks>
public interface IStartupRule
{
    /// <summary>Looks for faults.</summary>
    /// <param name="context">The configured bus, not yet started.</param>
    /// <returns>The faults found; empty where all is well.</returns>
    IEnumerable<ConfigurationFault> Check(StartupContext context);
}
