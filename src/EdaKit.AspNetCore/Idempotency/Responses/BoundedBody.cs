namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>Takes a response's body up to a bound. What is more is refused, so that no endpoint fills the memory.</summary>
internal sealed class BoundedBody(int mostBytes) : Stream
{
    private readonly MemoryStream _bytes = new();

    /// <summary>Whether more was written than there is room for. It stays so, whatever the endpoint made of the exception.</summary>
    public bool IsTooLarge { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _bytes.Length;

    public override long Position
    {
        get => _bytes.Position;
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">There is no room left.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsTooLarge || buffer.Length > mostBytes - _bytes.Length)
        {
            IsTooLarge = true;
            throw new IOException($"The response is larger than '{mostBytes}' bytes. Raise MaxResponseBodySize in AddIdempotency, or answer with less.");
        }

        _bytes.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);

        try
        {
            Write(buffer.Span);
            return default;
        }
        catch (IOException error)
        {
            return ValueTask.FromException(error);
        }
    }

    // Nothing leaves before the commit, however often the endpoint flushes.
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
