namespace Distributary.Pipelines;

/// <summary>What the emitted code of every pipeline calls.</summary>
public static class Pipeline
{
    /// <summary>Begins the fan-out of a batch.</summary>
    /// <param name="definition">The pipeline, its settings resolved.</param>
    /// <param name="batch">The batch's rows, as a query's handler gets them, or any frame.</param>
    /// <param name="batchId">The batch's id.</param>
    public static FanOut<DataFrame> FanOut(PipelineDefinition definition, DataFrame batch, long batchId)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new(definition, batch.Engine.OpenBatch(batch, batchId));
    }

    /// <summary>Starts a streaming query with a pipeline's handler and checkpoint.</summary>
    /// <param name="definition">The pipeline, its settings resolved.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="trigger">When batches begin; null for as soon as there is data.</param>
    /// <param name="handler">The pipeline's handler.</param>
    /// <exception cref="InvalidOperationException">The pipeline names no checkpoint, or the frame is no stream.</exception>
    public static StreamingQuery Start(PipelineDefinition definition, DataFrame stream, Trigger? trigger, Action<DataFrame, long> handler)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(stream);
        var checkpoint = definition.Checkpoint
            ?? throw new InvalidOperationException($"The pipeline '{definition.Name}' names no checkpoint. Add Checkpoint = \"...\" to its [StreamPipeline].");
        return stream.WriteStream()
            .QueryName(definition.Name)
            .ForeachBatch(handler)
            .Option("checkpointLocation", checkpoint)
            .Trigger(trigger ?? Trigger.ProcessingTime(TimeSpan.Zero))
            .Start();
    }
}
