using Distributary.Embedded.Delta;
using Distributary.Engines;
using Distributary.Pipelines;

namespace Distributary.Embedded.Engine;

/// <summary>A sink's files, written, and the commit that makes them part of the table.</summary>
internal sealed class StagedDeltaWrite(string sink) : StagedWrite(sink)
{
    private IReadOnlyList<AddFile> files = [];

    /// <summary>The commit, null where there is nothing to commit.</summary>
    public DeltaCommit? Commit { get; private set; }

    public void Prepared(IReadOnlyList<AddFile> files, DeltaCommit commit)
    {
        this.files = files;
        Commit = commit;
    }

    public void Conclude(CommitOutcome outcome)
    {
        switch (outcome)
        {
            case CommitOutcome.Committed committed:
                Complete(SinkStatus.Written, files.Sum(f => f.NumRecords ?? 0), files.Count, files.Sum(f => f.Size), committed.Version);
                break;
            case CommitOutcome.AlreadyCommitted:
                Complete(SinkStatus.AlreadyCommitted);
                break;
            case CommitOutcome.Conflict { Cause: var cause }:
                Fail(cause);
                break;
            case CommitOutcome.Failed { Cause: var cause }:
                Fail(cause);
                break;
            case CommitOutcome.Unknown { Cause: var cause }:
                Fail(cause);
                break;
        }
    }
}
