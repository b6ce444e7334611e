using EdaKit.Benchmarks;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Sagas;
using EdaKit.Benchmarks.Subjects;

// The runner starts this program again for each subject.
switch (args)
{
    case ["subject", var plan]:
        await SubjectProgram.RunAsync(RunPlan.FromJson(plan));
        return 0;

    case ["trips", var subject]:
        await TripProgram.RunAsync(TripSubject.Find(subject));
        return 0;
}

return await new LoadCommand().Build().Parse(args).InvokeAsync();
