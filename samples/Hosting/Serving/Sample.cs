using MassTransit;

namespace Samples.Hosting.Serving;

/// <summary>What a sample is made of.</summary>
/// <param name="Name">Its name, such as <c>travel</c>.</param>
/// <param name="Description">What it shows, for the help text.</param>
/// <param name="DefaultAddress">Where the service that people talk to listens.</param>
/// <param name="Modules">Its services. People talk to the first one.</param>
internal sealed record Sample(string Name, string Description, string DefaultAddress, IReadOnlyList<ServiceModule> Modules)
{
    /// <summary>What all services of the sample need besides their own.</summary>
    public Action<IServiceCollection> AddServices { get; init; } = _ => { };

    /// <summary>How often a message that failed is tried again, outside the inbox.</summary>
    public required Action<IRetryConfigurator> Retry { get; init; }

    /// <summary>Whether there is a page to look at.</summary>
    public bool HasPage { get; init; }

    /// <summary>What to tell the person at the console, once the service at an address runs.</summary>
    public required Func<string, string> Invitation { get; init; }

    public string Names => string.Join(", ", Modules.Select(module => module.Name));

    /// <exception cref="OperatorException">There is no service of that name.</exception>
    public ServiceModule Named(string name) =>
        Modules.FirstOrDefault(module => module.Name == name)
        ?? throw new OperatorException($"There is no service '{name}'. The services are {Names}.");
}
