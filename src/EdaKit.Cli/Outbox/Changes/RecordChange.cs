using EdaKit.Outbox;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>Something that a command does to records.</summary>
/// <param name="Name">The command's name, which JSON has too.</param>
/// <param name="Words">How people say it.</param>
/// <param name="LookAsync">Finds out what it would do, and changes nothing.</param>
/// <param name="DoAsync">Does it. What it changes, <see cref="ChangeLog"/> tells; what it refuses or misses, it puts into the result.</param>
internal sealed record RecordChange(string Name, ChangeWords Words, ChangeWork LookAsync, ChangeWork DoAsync);

/// <summary>Works on an outbox and fills a result.</summary>
internal delegate Task ChangeWork(IOutboxOperations<OutboxDb> operations, ChangeResult result, CancellationToken cancellationToken);

/// <summary>A record that a command changed or, in a dry run, would change.</summary>
internal sealed record ChangedRecord(Guid Id, IReadOnlyList<string> MessageTypes);
