using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Servers))]

// Who listens to activities listens to those of the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
