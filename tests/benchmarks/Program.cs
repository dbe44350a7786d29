using System.CommandLine;
using Distributary.Benchmarks;

var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the retail CSV files.", Required = true };
var files = new Option<int[]>("--files-per-batch") { Description = "How many files a batch takes; several for several runs. Default: 31 and 1", DefaultValueFactory = _ => [31, 1], AllowMultipleArgumentsPerToken = true };
var fanOut = new Command("fan-out", "Seven sinks, embedded, beside a bare COPY of the same results, batch by batch in one process.") { data, files };
fanOut.SetAction(parsed =>
{
    foreach (var count in parsed.GetValue(files)!)
        FanOutBenchmark.Run(parsed.GetValue(data)!.FullName, count);
});
var expressions = new Command("expressions", "How many typical predicates one core parses and binds.");
expressions.SetAction(_ => ExpressionBenchmark.Run());
var pipelines = new Option<int[]>("--pipelines") { Description = "How many pipelines the project has; several for several runs. Default: 1, 100, 1000 and 5000", DefaultValueFactory = _ => [1, 100, 1_000, 5_000], AllowMultipleArgumentsPerToken = true };
var rounds = new Option<int>("--rounds") { Description = "How many times each edit is made. Default: 20", DefaultValueFactory = _ => 20 };
var generator = new Command("generator", "The generator after an edit, beside a generator that only finds the same classes, edit by edit in one process.") { pipelines, rounds };
generator.SetAction(parsed =>
{
    foreach (var count in parsed.GetValue(pipelines)!)
    {
        GeneratorBenchmark.Run(count, hasSharedSchema: true, parsed.GetValue(rounds));
        GeneratorBenchmark.Run(count, hasSharedSchema: false, parsed.GetValue(rounds));
    }
});
var gateway = new Command("gateway", "Calls into the JVM of the Spark at SPARK_HOME, beside the same bytes over a plain socket.");
gateway.SetAction(_ => GatewayBenchmark.Run());
var batch = new Option<int>("--files-per-batch") { Description = "How many files a batch takes. Default: 31", DefaultValueFactory = _ => 31 };
var batches = new Option<int>("--batches") { Description = "How many batches are measured, after two to warm up. Default: 8", DefaultValueFactory = _ => 8 };
var settings = new Option<string[]>("--settings") { Description = "Spark's partition settings: defaults, tuned. Default: both", DefaultValueFactory = _ => ["defaults", "tuned"], AllowMultipleArgumentsPerToken = true };
var empty = new Option<int[]>("--empty-routes") { Description = "How many routes no row takes: 0 or 14. Default: both", DefaultValueFactory = _ => [0, 14], AllowMultipleArgumentsPerToken = true };
var spark = new Command("spark", "Seven sinks on the Apache Spark at SPARK_HOME, beside the same handler written by hand, batch by batch in one driver.") { data, batch, batches, settings, empty };
spark.SetAction(parsed => SparkBenchmark.Run(parsed.GetValue(data)!.FullName, parsed.GetValue(batch), parsed.GetValue(batches), parsed.GetValue(settings)!, parsed.GetValue(empty)!));
return await new RootCommand("Measures Distributary side by side with what it is built on.") { fanOut, spark, gateway, expressions, generator }.Parse(args).InvokeAsync();
