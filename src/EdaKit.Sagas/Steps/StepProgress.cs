namespace EdaKit.Sagas.Steps;

/// <summary>What an instance knows of one of its steps. It is stored with the instance; applications read it and do not write it.</summary>
public sealed record StepProgress
{
    /// <summary>The step's name.</summary>
    public string Step { get; init; } = "";

    /// <summary>How far it has come.</summary>
    public StepOutcome Outcome { get; set; }

    /// <summary>The step's place among those that were settled: compensation goes the other way. 0 where it is not settled.</summary>
    public int Order { get; set; }

    /// <summary>How often the command or compensation under way was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>The message id of the command or compensation under way. It stays the same when it is sent again, so that a participant knows it.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>When to give up waiting, or to send again.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>Whether <see cref="DueAt"/> is the end of a pause before sending again, in place of the end of a wait.</summary>
    public bool IsPausing { get; set; }

    /// <summary>Whether it was refused, or its outcome was unknown, so that the saga turns back. It stays, whatever becomes of the step.</summary>
    public bool HasFailed { get; set; }

    /// <summary>What the last attempt that failed ended with.</summary>
    public string? LastError { get; set; }

    /// <summary>Whether a success came while the compensation was under way, so that it must be sent once more.</summary>
    public bool UndoAgain { get; set; }
}
