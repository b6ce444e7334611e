using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Wolverine;

if (args is not ["subject", var json])
{
    Console.Error.WriteLine("This is a subject of EdaKit.Benchmarks, whose runner builds and starts it.");
    return 2;
}

var plan = RunPlan.FromJson(json);
await new SubjectLoop(new WolverineSubject(plan), plan).RunAsync();
return 0;
