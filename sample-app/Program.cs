using System.CommandLine;
using Distributary;
using Distributary.Embedded;
using Distributary.SampleApp;

var data = new Option<DirectoryInfo>("--data") { Description = "The folder of CSV files to read. Default: the 30 days that come with the sample.", DefaultValueFactory = _ => new(Path.Combine(AppContext.BaseDirectory, "data", "retail")) };
var output = new Option<DirectoryInfo>("--out") { Description = "The folder that the tables and the checkpoint are written to. Default: ./lake", DefaultValueFactory = _ => new("lake") };
var filesPerBatch = new Option<int>("--files-per-batch") { Description = "How many files a batch takes. Default: 10", DefaultValueFactory = _ => 10 };
var command = new RootCommand("Fans real sales out into five Delta tables, in one process.") { data, output, filesPerBatch };
command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(data)!.FullName, parsed.GetValue(output)!.FullName, parsed.GetValue(filesPerBatch), cancellation));
return await command.Parse(args).InvokeAsync();

static async Task<int> RunAsync(string data, string lake, int filesPerBatch, CancellationToken cancellation)
{
    var view = ProgressView.ForConsole();
    var summary = new RunSummary();
    try
    {
        using var session = EmbeddedSession.Create();
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
    catch (Exception error) when (error is StreamingQueryException or IOException or ArgumentException or InvalidOperationException)
    {
        await Console.Error.WriteLineAsync(error.Message);
        return 1;
    }
}
