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
return await new RootCommand("Measures Distributary side by side with what it is built on.") { fanOut, expressions }.Parse(args).InvokeAsync();
