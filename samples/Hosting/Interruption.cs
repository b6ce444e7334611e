namespace Samples.Hosting;

/// <summary>Ctrl+C as a token: the program ends what it has begun, and only then itself.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;

    private Interruption(CancellationTokenSource source)
    {
        _source = source;
        Console.CancelKeyPress += Cancel;
    }

    public CancellationToken Token => _source.Token;

    public static Interruption Of(CancellationToken cancellationToken) =>
        new(CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));

    public void Dispose()
    {
        Console.CancelKeyPress -= Cancel;
        _source.Dispose();
    }

    private void Cancel(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = true;
        _source.Cancel();
    }
}
