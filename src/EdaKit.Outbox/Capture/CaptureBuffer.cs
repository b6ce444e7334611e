using System.Data.Common;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Journal;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Limits;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Capture;

/// <summary>
/// The messages of one scope that wait for its context to save. Not the change tracker: <c>ChangeTracker.Clear()</c> between a publish and
/// the save must lose nothing.
/// </summary>
internal abstract class CaptureBuffer : IStatementParticipant, IDisposable
{
    private readonly DbContext _context;
    private readonly RecordWriter _writer;
    private readonly HandOff _handOff;
    private readonly LaneSignals _lanes;
    private readonly LimitGate _gate;
    private readonly OutboxOptions _options;
    private readonly OutboxMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDisposable _participation;
    private readonly List<OutboxRecord> _pending = [];
    private readonly List<Guid> _cancelled = [];
    private readonly List<OutboxRecord> _committing = [];
    private readonly HashSet<string> _committingLanes = [];
    private List<OutboxRecord>? _remembered;
    private OutboxRecord[] _saving = [];
    private int _toTheTable;
    private OutboxRecord[] _savingAtOnce = [];
    private OutboxRecord[] _savingForLater = [];
    private Guid[] _savingCancelled = [];
    private int _held;
    private int _heldCancelled;
    private bool _isPromised;
    private bool _isDoubtful;
    private bool _isUnheard;
    private bool _mustLook;
    private bool _saveFailed;
    private bool _hasPassed;
    private bool _isDisposed;

    protected CaptureBuffer(DbContext context, UnitOfWorkTracker unitOfWork, RecordWriter writer, HandOff handOff, LaneSignals lanes, LimitGate gate,
        OutboxOptions options, OutboxMetrics metrics, TimeProvider time, ILogger logger, IJournal? journal)
    {
        _gate = gate;
        _time = time;
        Journal = journal;
        _lanes = lanes;
        _options = options;
        _context = context;
        _writer = writer;
        _handOff = handOff;
        _metrics = metrics;
        _logger = logger;
        _participation = unitOfWork.Join(context, this);
    }

    /// <summary>Where what happens in the unit of work is written down; null where the application has no journal.</summary>
    public IJournal? Journal { get; }

    /// <summary>The consumer that works in the scope; null outside of consumers.</summary>
    public string? Consumer { get; set; }

    /// <summary>Adds a message, where the outbox has room for it.</summary>
    /// <exception cref="OutboxFullException">The outbox is over its limits.</exception>
    public async Task AddAsync<T>(SendContext<T> message)
        where T : class
    {
        if (!_hasPassed)
            await _gate.EnterAsync(message.CancellationToken);

        Add(message);
    }

    /// <summary>
    /// Lets a consumer begin: before its transaction does, since on SQLite the relay could not send while that is open. What it publishes is then let through.
    /// </summary>
    /// <param name="publishes">Whether the consumer is known to publish.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OutboxFullException">The outbox is over its limits.</exception>
    public ValueTask EnterConsumerAsync(bool publishes, CancellationToken cancellationToken)
    {
        _hasPassed = true;
        return publishes ? _gate.EnterConsumerAsync(cancellationToken) : default;
    }

    /// <summary>Serializes the message, with everything that holds at this moment, and keeps it until the context saves.</summary>
    public void Add<T>(SendContext<T> message)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        var record = _writer.Write(message, _options.Lanes.Enabled);
        Add(record);

        Journal?.Add(JournalEntry.Of(message,
            record.WaitsForItsTime ? JournalKind.Scheduled : record.Written?.PublishedType is null ? JournalKind.Sent : JournalKind.Published, _time.GetUtcNow(), Consumer));
    }

    /// <summary>Keeps a record that is written already.</summary>
    public void Add(OutboxRecord record)
    {
        // A scope may publish from several tasks at once.
        lock (_pending)
        {
            // Scheduled again under the same token, a message takes the place of the earlier one.
            if (record.Token is { } token)
                CancelPending(token);

            _pending.Add(record);
            _remembered?.Add(record);
        }

        _saveFailed = false;
    }

    /// <summary>
    /// Cancels what was scheduled under a token: at once where it waits here, and with the next save where it is stored, unless a relay has it
    /// by then.
    /// </summary>
    public void Cancel(Guid token)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        lock (_pending)
            CancelPending(token);

        _saveFailed = false;
    }

    /// <summary>Has what is captured from now on remembered: also what is saved in the meantime, which waits here no longer.</summary>
    public void Remember()
    {
        lock (_pending)
            _remembered = [];
    }

    /// <summary>The messages that came since <see cref="Remember"/>, in their order; none where nobody has called it. What was discarded is not among them.</summary>
    public IReadOnlyList<OutboxRecord> Remembered
    {
        get
        {
            lock (_pending)
                return [.. _remembered ?? []];
        }
    }

    /// <summary>Whether messages or cancellations wait for a save.</summary>
    public bool HasPending
    {
        get
        {
            lock (_pending)
                return _pending.Count + _cancelled.Count > 0;
        }
    }

    /// <summary>Forgets what was captured: the attempt it belongs to failed, and the next one captures anew.</summary>
    public void Discard()
    {
        Journal?.Discard();

        lock (_pending)
        {
            _pending.Clear();
            _cancelled.Clear();
            _remembered?.Clear();
            (_held, _heldCancelled) = (0, 0);
        }

        RolledBack();
        _saveFailed = false;
    }

    public void Saving(DbContext context, bool hearsOfCommit)
    {
        lock (_pending)
        {
            _saving = [.. _pending];
            _savingCancelled = [.. _cancelled];
            (_held, _heldCancelled) = (_saving.Length, _savingCancelled.Length);
        }

        _isUnheard |= HasStatements && !hearsOfCommit;

        // A lane has one sender, which need not be here, and its order is known to the table alone: of lanes, only word is passed on.
        _savingAtOnce = Array.FindAll(_saving, record => record.Lane is null && !record.WaitsForItsTime);
        _savingForLater = Array.FindAll(_saving, record => record.WaitsForItsTime);

        // Without hearing of the commit there would be nobody to hand the records over, and their lease would only keep other relays away.
        _isPromised = hearsOfCommit && _savingAtOnce.Length > 0 && _handOff.TryPromise(_savingAtOnce);

        LeaveToTheTable(_savingForLater);
        if (!_isPromised)
            LeaveToTheTable(_savingAtOnce);
    }

    public bool HasStatements => _saving.Length + _savingCancelled.Length > 0;

    public string WriteStatements(DbContext context, DbCommand command)
    {
        var sql = OutboxSql.For(context);

        if (_savingCancelled.Length == 0)
            return sql.Insert.Write(command, _saving);

        // Cancelled is what was there before: a message scheduled anew under the same token is among those stored.
        var cancel = sql.Cancel.Write(command, _savingCancelled);
        return _saving.Length == 0 ? cancel : $"{cancel};\n{sql.Insert.Write(command, _saving)}";
    }

    public void Saved(DbContext context)
    {
        if (!HasStatements)
            return;

        // A message published while the save was under way is not in it, and stays for the next one.
        lock (_pending)
        {
            _pending.RemoveRange(0, _saving.Length);
            _cancelled.RemoveRange(0, _savingCancelled.Length);
            (_held, _heldCancelled) = (0, 0);
        }

        if (_isPromised)
            _committing.AddRange(_savingAtOnce);

        // What waits for its time is looked at, so that the relay knows when to wake.
        _mustLook |= _savingForLater.Length > 0 || (!_isPromised && _savingAtOnce.Length > 0);

        _toTheTable += _saving.Length - _savingForLater.Length - (_isPromised ? _savingAtOnce.Length : 0);
        _committingLanes.UnionWith(_saving.Where(record => record.Lane is not null).Select(record => record.Lane!));

        _metrics.Captured(_context.GetType(), _saving.Length);
        _saving = [];
        _savingCancelled = [];
        _isPromised = false;
        _saveFailed = false;
    }

    public void SaveFailed(DbContext context)
    {
        if (_isPromised)
            _handOff.Forget(_savingAtOnce);

        lock (_pending)
            (_held, _heldCancelled) = (0, 0);

        _saving = [];
        _savingCancelled = [];
        _isPromised = false;
        _saveFailed = true;
    }

    public void Committed()
    {
        if (_committing.Count > 0 && _isDoubtful)
            _handOff.Doubt(_committing);
        else if (_committing.Count > 0)
            _handOff.Deliver(_committing);

        CommittedBeside();

        // Not with the save: who counts the table before the commit would not see them, and take them for counted.
        if (_toTheTable > 0)
            _gate.Stored(_toTheTable);

        _committing.Clear();
        _committingLanes.Clear();
        _toTheTable = 0;
        _isDoubtful = false;
        _mustLook = false;
    }

    /// <summary>
    /// Another transaction than the context's own is committed, with messages that were saved as unheard. What the context's own holds waits for the end of that one.
    /// </summary>
    public void CommittedBeside()
    {
        if (_mustLook)
            _handOff.Look();

        if (_committingLanes.Count > 0)
            _lanes.Announce(_committingLanes);
    }

    public void RolledBack()
    {
        if (_committing.Count > 0)
            _handOff.Forget(_committing);

        _committing.Clear();
        _committingLanes.Clear();
        _toTheTable = 0;
        _isDoubtful = false;
        _mustLook = false;
    }

    public void RolledBackToSavepoint() => _isDoubtful = true;

    /// <summary>Whether what was saved has been committed, the table must tell.</summary>
    public void CommitIsDoubtful()
    {
        _isDoubtful = true;
        Committed();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _participation.Dispose();
        ReportUnsaved();

        // A transaction whose end nobody told of has probably ended by now.
        if (_isUnheard && _committing.Count == 0)
            Committed();
        else
            RolledBack();
    }

    /// <summary>
    /// Drops what waits for a save that will not come, and says so; except where the last save failed, since that exception has said it.
    /// </summary>
    public void ReportUnsaved()
    {
        if (!HasPending || _saveFailed)
            return;

        var types = string.Join(", ", _pending.Select(record => record.MessageTypes.Split(';')[0]).Distinct());
        if (_pending.Count > 0)
        {
            _metrics.Unsaved(_context.GetType(), _pending.Count);
            OutboxLog.NeverSaved(_logger, _pending.Count, types, _context.GetType().Name);
        }
        else
        {
            OutboxLog.NeverCancelled(_logger, _cancelled.Count, _context.GetType().Name);
        }

        Discard();
    }

    // Records of an earlier save that failed may still bear the lease of that one. Due times go by the database's clock, where it is known.
    private void LeaveToTheTable(OutboxRecord[] records)
    {
        foreach (var record in records)
        {
            record.ClaimedBy = null;
            record.AvailableAt = !record.WaitsForItsTime ? 0 : record.DueAt ?? _handOff.DueAt(record) ?? record.AvailableAt;
        }
    }

    // What a save under way is storing stays where it is: the cancellation goes with the next one.
    private void CancelPending(Guid token)
    {
        for (var i = _pending.Count - 1; i >= _held; i--)
        {
            if (_pending[i].Token == token)
                _pending.RemoveAt(i);
        }

        if (_cancelled.IndexOf(token, _heldCancelled) < 0)
            _cancelled.Add(token);
    }
}

/// <summary>The buffer of one context, one per scope.</summary>
internal sealed class CaptureBuffer<TDb>(TDb context, UnitOfWorkTracker unitOfWork, RecordWriter writer, HandOff<TDb> handOff, LaneSignals<TDb> lanes,
    LimitGate<TDb> gate, OutboxBindings bindings, OutboxMetrics metrics, TimeProvider time, ILogger<CaptureBuffer<TDb>> logger, IJournal<TDb>? journal = null)
    : CaptureBuffer(context, unitOfWork, writer, handOff, lanes, gate, bindings.OptionsOf<TDb>(), metrics, time, logger, journal)
    where TDb : DbContext;
