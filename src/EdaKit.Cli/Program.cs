using EdaKit.Cli;

return (int)await CommandLine.RunAsync(args);
