namespace EdaKit.Flow.Graphs;

/// <summary>How much a drawing shows.</summary>
public enum FlowDetail
{
    /// <summary>Services, and the contracts between them.</summary>
    Services,

    /// <summary>In each service its consumers, sagas and others that publish.</summary>
    Participants,
}
