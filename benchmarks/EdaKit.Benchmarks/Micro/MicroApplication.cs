using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.EdaKitOutbox;
using EdaKit.Benchmarks.Subjects.PlainMassTransit;
using EdaKit.Testing.Servers;

namespace EdaKit.Benchmarks.Micro;

/// <summary>The load benchmark's applications, inside this process, on a database of their own; no broker and no relay.</summary>
internal static class MicroApplication
{
    public static async Task<EdaKitSubject> StartAsync(StoreKind store, WorkloadKind workload)
    {
        var plan = await PlanAsync(store, workload);
        var application = new EdaKitSubject(plan, new InsideFarEnd(plan));
        await application.StartAsync();
        return application;
    }

    public static async Task<PlainMassTransitSubject> StartPlainAsync(StoreKind store, WorkloadKind workload)
    {
        var plan = await PlanAsync(store, workload);
        var application = new PlainMassTransitSubject(plan, new InsideFarEnd(plan));
        await application.StartAsync();
        return application;
    }

    private static async Task<RunPlan> PlanAsync(StoreKind store, WorkloadKind workload)
    {
        string database;

        if (store == StoreKind.Sqlite)
            database = $"Data Source={Path.Combine(Directory.CreateTempSubdirectory("edakit-micro-").FullName, "micro.db")}";
        else
        {
            // The server lives as long as the command. Disposing this would drop the database.
            var server = await PostgreSqlServer.StartAsync();
            database = await server.CreateDatabaseAsync("micro") + ";Max Auto Prepare=50";
        }

        Environment.SetEnvironmentVariable(RunPlan.DatabaseVariable, database);

        return new()
        {
            Subject = "micro",
            Workload = workload,
            Store = store,
            Transport = TransportKind.InMemory,
            Messages = 1,
            WarmUp = 0,
            StoresOnly = true,
        };
    }
}
