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
return await new RootCommand("Measures Distributary side by side with what it is built on.") { fanOut, expressions, generator, gateway }.Parse(args).InvokeAsync();
