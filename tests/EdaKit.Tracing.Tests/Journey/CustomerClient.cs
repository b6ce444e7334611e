namespace EdaKit.Tracing.Tests.Journey;

/// <summary>Calls a service that is reached by HTTP.</summary>
public sealed class CustomerClient(HttpClient client)
{
    public async Task RemindAsync(string order, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsync($"/reminders/{order}", null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
