namespace Insurance.Tests.Support;

/// <summary>The same lives, with the agents' cards beside them.</summary>
public sealed class LivesOnCards() : Lives(new AgentOffice())
{
    public AgentOffice Office => (AgentOffice)Insurer;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Office.CardAsync(Guid.Empty, await Office.LastPositionAsync());
    }
}
