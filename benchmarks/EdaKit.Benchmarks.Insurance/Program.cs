using System.CommandLine;
using EdaKit.Benchmarks.Insurance.Bi;
using EdaKit.Benchmarks.Insurance.ReadModels;

return await new RootCommand("The figures of the insurance sample. Nothing else should run on the machine meanwhile.") { BiCommand.Build(), ReadModelsCommand.Build() }.Parse(args).InvokeAsync();
