using Retail.Host;
using Retail.Host.Replay;
using Retail.Host.Services;

// Exit codes: 0 all is well, 1 the books do not balance, 2 the command could not be carried out and the message says why.
try
{
    var command = CommandLine.Parse(args);
    return command switch
    {
        { Help: true } => CommandLine.PrintHelp(),
        { Replay.Count: > 0 } => await ReplayCommand.Run(command),
        _ => await ServeCommand.Run(command),
    };
}
catch (OperatorException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped before the end.");
    return 2;
}
