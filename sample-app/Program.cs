using System.CommandLine;
using Distributary;
using Distributary.Embedded;
using Distributary.SampleApp;
using Distributary.Spark;

var data = new Option<DirectoryInfo>("--data") { Description = "The folder of CSV files to read. Default: the 30 days that come with the sample.", DefaultValueFactory = _ => new(Path.Combine(AppContext.BaseDirectory, "data", "retail")) };
var output = new Option<DirectoryInfo>("--out") { Description = "The folder that the tables and the checkpoint are written to. Default: ./lake", DefaultValueFactory = _ => new("lake") };
var filesPerBatch = new Option<int>("--files-per-batch") { Description = "How many files a batch takes. Default: 10", DefaultValueFactory = _ => 10 };
var engine = new Option<string>("--engine") { Description = "What runs the pipeline: embedded (this process) or spark (the Apache Spark at SPARK_HOME). Default: embedded", DefaultValueFactory = _ => "embedded" };
engine.AcceptOnlyFromAmong("embedded", "spark");
var master = new Option<string?>("--master") { Description = "Spark's cluster, such as spark://host:7077. Default: local[*]" };
var command = new RootCommand("Fans real sales out into five Delta tables.") { data, output, filesPerBatch, engine, master };
command.SetAction((parsed, cancellation) => RunAsync(
    () => parsed.GetValue(engine) == "spark" ? OpenSpark(parsed.GetValue(master)) : EmbeddedSession.Create(),
    parsed.GetValue(data)!.FullName,
    parsed.GetValue(output)!.FullName,
    parsed.GetValue(filesPerBatch),
    cancellation));
return await command.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }); // after Ctrl+C: a batch under way is ended in order

static SparkSession OpenSpark(string? master)
{
    var builder = SparkSession.Builder().AppName("retail");
    return (master is null ? builder : builder.Master(master)).GetOrCreate();
}

static async Task<int> RunAsync(Func<ISession> open, string data, string lake, int filesPerBatch, CancellationToken cancellation)
{
    var view = ProgressView.ForConsole();
    var summary = new RunSummary();
    try
    {
        using var session = open();
        session.Streams.AddListener(new BatchListener(summary, view));
        var stream = session.ReadStream()
            .Schema(RetailPipeline.Schema)
            .Option("header", true)
            .Option("escape", "\"") // a quote within a quoted value is doubled in these files; Spark's default is a backslash
            .Option("maxFilesPerTrigger", filesPerBatch)
            .Csv(data);
        view.Begin(data, lake);
        using (var query = RetailPipeline.Start(stream, new() { Lake = lake }, Trigger.AvailableNow()))
            await query.AwaitTerminationAsync(cancellation);
        view.End(summary, lake);
        return 0;
    }
    catch (OperationCanceledException)
    {
        view.Say("Stopped. Start again to go on where it ended.");
        return 130;
    }
    catch (Exception error) when (error is StreamingQueryException or IOException or ArgumentException or InvalidOperationException or GatewayException or JvmException)
    {
        await Console.Error.WriteLineAsync(error.Message);
        return 1;
    }
}
