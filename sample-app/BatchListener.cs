namespace Distributary.SampleApp;

/// <summary>Passes each batch's progress on to the summary and the view.</summary>
internal sealed class BatchListener(RunSummary summary, ProgressView view) : StreamingQueryListener
{
    public override void OnQueryProgress(StreamingQueryProgress progress)
    {
        summary.Add(progress);
        view.Batch(progress, summary);
    }
}
