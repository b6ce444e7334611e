namespace EdaKit.Flow;

/// <summary>
/// Says under which name a consumer or saga is remembered, where that is not its class's. A package that remembers consumers registers one as a singleton, so that parts of the flow and
/// journals name them alike.
/// </summary>
public interface IConsumerNames
{
    /// <summary>The name of a consumer or saga.</summary>
    /// <param name="consumer">Its class; of a state machine that of its instances.</param>
    /// <returns>The name.</returns>
    string NameOf(Type consumer);
}
