using Samples.Hosting;
using Travel.Host;

// Exit codes: 0 all is well, 1 a trip did not end as it should, 2 the command could not be carried out and the message says why.
try
{
    return await CommandLine.Run(args);
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
