using Orders;
using Orders.Kills;
using Samples.Hosting.Kills;
using Samples.Hosting.Serving;

return await SampleProgram.RunAsync(
    OrdersSample.Definition, args, KillsCommand.Create("orders", (orders, seed, storage) => new KilledOrders(orders, seed, storage)));
