using System.Reflection;

namespace Samples.Hosting.Kills;

/// <summary>Work that is asked for, and must end well, while the processes that do it are killed.</summary>
internal interface IKilledWork
{
    /// <summary>The program whose services run.</summary>
    Assembly Program { get; }

    /// <summary>The services, each in a process of its own. The first two are the same one, which takes the work.</summary>
    IReadOnlyList<string> Crew { get; }

    /// <summary>How many pieces of work there are.</summary>
    int Size { get; }

    /// <summary>Asks for a piece of work. It may be asked for again, and is the same one then.</summary>
    Task<HttpResponseMessage> AskAsync(HttpClient http, Uri address, int number, CancellationToken cancellationToken);

    /// <summary>Lets a piece of work go on that is parked.</summary>
    Task<HttpResponseMessage> ResumeAsync(HttpClient http, Uri address, Guid id, CancellationToken cancellationToken);

    /// <summary>What has not ended.</summary>
    Task<IReadOnlyList<OpenWork>> OpenAsync(CancellationToken cancellationToken);

    /// <summary>How many messages wait in the services' outboxes.</summary>
    Task<int> WaitingAsync(CancellationToken cancellationToken);

    /// <summary>Compares the books of all services.</summary>
    Task<IReadOnlyList<Audit>> AuditAsync(CancellationToken cancellationToken);
}
