using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Capture;

/// <summary>
/// The messages of one scope that wait for its context to save. Not the change tracker: <c>ChangeTracker.Clear()</c> between a publish and
/// the save must lose nothing.
/// </summary>
internal abstract class CaptureBuffer : IUnitOfWorkParticipant, IDisposable
{
    private readonly DbContext _context;
    private readonly RecordWriter _writer;
    private readonly RelaySignal _relay;
    private readonly OutboxMetrics _metrics;
    private readonly ILogger _logger;
    private readonly IDisposable _participation;
    private readonly List<OutboxRecord> _pending = [];
    private OutboxRecord[] _saving = [];
    private bool _saved;
    private bool _saveFailed;
    private bool _isDisposed;

    protected CaptureBuffer(DbContext context, UnitOfWorkTracker unitOfWork, RecordWriter writer, RelaySignal relay, OutboxMetrics metrics, ILogger logger)
    {
        _context = context;
        _writer = writer;
        _relay = relay;
        _metrics = metrics;
        _logger = logger;
        _participation = unitOfWork.Join(context, this);
    }

    /// <summary>Serializes the message, with everything that holds at this moment, and keeps it until the context saves.</summary>
    public void Add<T>(SendContext<T> message)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        var record = _writer.Write(message);

        // A scope may publish from several tasks at once.
        lock (_pending)
            _pending.Add(record);

        _saveFailed = false;
    }

    /// <summary>Whether messages wait for a save.</summary>
    public bool HasPending
    {
        get
        {
            lock (_pending)
                return _pending.Count > 0;
        }
    }

    /// <summary>Forgets what was captured: the attempt it belongs to failed, and the next one captures anew.</summary>
    public void Discard()
    {
        lock (_pending)
            _pending.Clear();

        _saved = false;
        _saveFailed = false;
    }

    public void Saving(DbContext context)
    {
        lock (_pending)
            _saving = [.. _pending];

        if (_saving.Length > 0)
            context.AddRange(_saving.AsEnumerable<object>());
    }

    public void Saved(DbContext context)
    {
        if (_saving.Length == 0)
            return;

        Detach(context);

        // A message published while the save was under way is not in it, and stays for the next one.
        lock (_pending)
            _pending.RemoveRange(0, _saving.Length);

        _metrics.Captured(_context.GetType(), _saving.Length);
        _saving = [];
        _saved = true;
        _saveFailed = false;
    }

    public void SaveFailed(DbContext context)
    {
        Detach(context);
        _saving = [];
        _saveFailed = true;
    }

    public void Committed()
    {
        if (!_saved)
            return;

        _saved = false;
        _relay.Set();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _participation.Dispose();
        ReportUnsaved();
    }

    /// <summary>
    /// Drops what waits for a save that will not come, and says so; except where the last save failed, since that exception has said it.
    /// </summary>
    public void ReportUnsaved()
    {
        if (!HasPending || _saveFailed)
            return;

        var types = string.Join(", ", _pending.Select(record => record.MessageTypes.Split(';')[0]).Distinct());
        _metrics.Unsaved(_context.GetType(), _pending.Count);
        OutboxLog.NeverSaved(_logger, _pending.Count, types, _context.GetType().Name);
        Discard();
    }

    private void Detach(DbContext context)
    {
        foreach (var record in _saving)
            context.Entry(record).State = EntityState.Detached;
    }
}

/// <summary>The buffer of one context, one per scope.</summary>
internal sealed class CaptureBuffer<TDb>(TDb context, UnitOfWorkTracker unitOfWork, RecordWriter writer, RelaySignal<TDb> relay, OutboxMetrics metrics,
    ILogger<CaptureBuffer<TDb>> logger)
    : CaptureBuffer(context, unitOfWork, writer, relay, metrics, logger)
    where TDb : DbContext;
