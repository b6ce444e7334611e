using System.CommandLine;
using EdaKit.Benchmarks.Insurance.Bi;

return await new RootCommand("The figures of the insurance sample. Nothing else should run on the machine meanwhile.") { BiCommand.Build() }.Parse(args).InvokeAsync();
