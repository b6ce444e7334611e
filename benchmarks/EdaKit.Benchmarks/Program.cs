using System.Globalization;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Reports;
using EdaKit.Benchmarks.Subjects;
using EdaKit.Benchmarks.Workloads;

if (args.Contains("--help") || args.Except(["--quick"]).Any())
{
    Console.WriteLine("dotnet run -c Release --project benchmarks/EdaKit.Benchmarks [-- --quick]");
    Console.WriteLine("Publish and consume on every store and transport, about 4 minutes; --quick: a smoke run of about 1 minute, whose figures mean little.");
    return args.Contains("--help") ? 0 : 2;
}

var quick = args.Contains("--quick");
int messages = quick ? 500 : 5000, writers = 32, runs = quick ? 1 : 3;

await using var servers = await BenchmarkServers.StartAsync();
var results = new List<Result>();

foreach (var workload in Workload.All)
{
    foreach (var store in Enum.GetValues<StoreKind>())
    {
        foreach (var transport in Enum.GetValues<TransportKind>())
        {
            var rates = Subject.All.ToDictionary(subject => subject.Name, _ => new List<double>());

            // A B A B, so that a machine that slows down slows both.
            for (var run = 0; run < runs; run++)
            {
                foreach (var subject in Subject.All)
                {
                    using var place = await Place.CreateAsync(servers, store, transport);
                    var rate = await workload.RunAsync(subject, place, messages, writers);
                    rates[subject.Name].Add(rate);
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload.Name} {store} {transport} {subject.Name}: {rate:N0}/s"));
                }
            }

            results.AddRange(rates.Select(pair => new Result(workload.Name, store.ToString(), transport.ToString(), pair.Key, pair.Value)));
        }
    }
}

Console.WriteLine(MarkdownReport.Write(results, messages, writers, runs));
return 0;
