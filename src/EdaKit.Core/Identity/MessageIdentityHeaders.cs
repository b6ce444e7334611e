namespace EdaKit.Identity;

/// <summary>The headers in which messages carry what MassTransit's envelope has no field for.</summary>
public static class MessageIdentityHeaders
{
    /// <summary>The id of the message whose handling sent this one.</summary>
    public const string CausationId = "EdaKit-Causation-Id";
}
