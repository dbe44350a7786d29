using Distributary.Engines;

namespace Distributary;

/// <summary>Starts a streaming query over a frame.</summary>
public sealed class DataStreamWriter
{
    private readonly DataFrame frame;
    private Action<DataFrame, long>? handler;
    private string? checkpoint;
    private string? name;
    private OutputMode outputMode;
    private Trigger trigger = Distributary.Trigger.ProcessingTime(TimeSpan.Zero);

    internal DataStreamWriter(DataFrame frame) => this.frame = frame;

    /// <summary>What happens with each batch. A batch whose handler throws is done again by the next run, with the same id and the same rows.</summary>
    /// <param name="function">Gets the batch's rows and its id. It must be done when it returns: an async lambda would not be.</param>
    public DataStreamWriter ForeachBatch(Action<DataFrame, long> function)
    {
        handler = function;
        return this;
    }

    /// <summary>An option: <c>checkpointLocation</c>, the folder of the query's state.</summary>
    /// <exception cref="ArgumentException">There is no such option.</exception>
    public DataStreamWriter Option(string key, string value)
    {
        if (!string.Equals(key, "checkpointLocation", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"A stream writer has no option '{key}'. It has: checkpointLocation.", nameof(key));
        checkpoint = value;
        return this;
    }

    /// <summary>The query's name, shown in progress and errors.</summary>
    public DataStreamWriter QueryName(string queryName)
    {
        name = queryName;
        return this;
    }

    /// <summary>Which rows of the result a batch gets. Default: <see cref="Distributary.OutputMode.Append"/>.</summary>
    public DataStreamWriter OutputMode(OutputMode outputMode)
    {
        this.outputMode = outputMode;
        return this;
    }

    /// <summary>Which rows of the result a batch gets: <c>append</c>, <c>update</c> or <c>complete</c>.</summary>
    /// <exception cref="ArgumentException">There is no such mode.</exception>
    public DataStreamWriter OutputMode(string outputMode) => OutputMode(outputMode.ToUpperInvariant() switch
    {
        "APPEND" => Distributary.OutputMode.Append,
        "UPDATE" => Distributary.OutputMode.Update,
        "COMPLETE" => Distributary.OutputMode.Complete,
        _ => throw new ArgumentException($"'{outputMode}' is no output mode. Use append, update or complete.", nameof(outputMode)),
    });

    /// <summary>When batches begin. Default: as soon as there is data.</summary>
    public DataStreamWriter Trigger(Trigger trigger)
    {
        this.trigger = trigger;
        return this;
    }

    /// <summary>Starts the query.</summary>
    /// <exception cref="InvalidOperationException">The frame is no stream, or the handler or the checkpoint is missing.</exception>
    public StreamingQuery Start()
    {
        if (!frame.IsStreaming())
            throw new InvalidOperationException("WriteStream() needs a stream. Read it by session.ReadStream(), or use Write().");
        return frame.Engine.Start(frame.Plan, new StreamRequest(
            handler ?? throw new InvalidOperationException("The query has nothing to do. Call ForeachBatch(...) before Start()."),
            checkpoint ?? throw new InvalidOperationException("The query has no checkpoint: each start would read everything again. Call Option(\"checkpointLocation\", folder) before Start()."),
            trigger,
            name,
            outputMode));
    }
}
