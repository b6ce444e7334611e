namespace EdaKit.Flow;

/// <summary>
/// A state machine that knows by itself what it publishes, as one does that is declared as steps. What attributes say on its class comes on top. An implementer answers the same
/// whenever it is asked, and does no I/O.
/// </summary>
public interface IDeclaredSaga
{
    /// <summary>What people call the saga.</summary>
    string Name { get; }

    /// <summary>What it publishes.</summary>
    IEnumerable<DeclaredPublish> Publishes { get; }
}
