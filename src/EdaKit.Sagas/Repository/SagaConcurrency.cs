namespace EdaKit.Sagas.Repository;

/// <summary>What keeps two messages that come to one instance at the same time apart.</summary>
public enum SagaConcurrency
{
    /// <summary>
    /// The second waits until the first has committed. A message that begins an instance waits likewise, so that a start that comes twice is one saga. The default.
    /// A start that finds its instance by an expression, and not by its id, has nothing to wait for: give the columns that it compares a unique index, and the endpoint
    /// a retry, so that the second fails when it saves and finds the instance when it is handled again.
    /// </summary>
    Pessimistic,

    /// <summary>
    /// Both are handled, and the second to save fails with <see cref="Microsoft.EntityFrameworkCore.DbUpdateException"/> and is handled again by the endpoint's retry.
    /// It needs a concurrency token, which <see cref="MassTransit.ISagaVersion"/> is where <c>AddSaga</c> maps it.
    /// </summary>
    Optimistic,
}
