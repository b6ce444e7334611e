using EdaKit.Benchmarks;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects;

// The runner starts this program again for each run of a subject.
if (args is ["subject", var plan])
{
    await SubjectProgram.RunAsync(RunPlan.FromJson(plan));
    return 0;
}

return await new LoadCommand().Build().Parse(args).InvokeAsync();
