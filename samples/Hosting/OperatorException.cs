namespace Samples.Hosting;

/// <summary>
/// Something that the person at the console can put right. The message says what is wrong and what to do, and is all that is shown.
/// </summary>
internal sealed class OperatorException(string message, Exception? inner = null) 
    : InvalidOperationException(message, inner);
