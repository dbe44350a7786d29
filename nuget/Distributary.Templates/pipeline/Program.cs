using Distributary;
using Distributary.Embedded;
using DistributaryApp;

var data = Path.Combine(AppContext.BaseDirectory, "data");
var lake = args.Length > 0 ? args[0] : "lake";

using var session = EmbeddedSession.Create();
var orders = session.ReadStream().Schema(OrderPipeline.Schema).Option("header", true).Csv(data);

// Takes what is there and ends. Trigger.ProcessingTime(...) goes on until it is stopped.
using var query = OrderPipeline.Start(orders, new() { Lake = lake }, Trigger.AvailableNow());
await query.AwaitTerminationAsync();

if (query.RecentProgress.Count == 0)
    Console.WriteLine("Nothing new: every file was read by an earlier run.");
foreach (var batch in query.RecentProgress)
{
    Console.WriteLine($"batch {batch.BatchId}: {batch.NumInputRows} rows");
    foreach (var sink in batch.Sinks)
        Console.WriteLine($"  {sink.Sink,-14}{sink.Rows,4} rows  {sink.Status}");
}

foreach (var table in (string[])["revenue", "dead_letters"])
{
    Console.WriteLine($"\n{table}");
    session.Read().Delta(Path.Combine(lake, table)).Show();
}
