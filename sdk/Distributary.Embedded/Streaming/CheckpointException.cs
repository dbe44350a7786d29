namespace Distributary.Embedded.Streaming;

/// <summary>A streaming query's checkpoint can't be used; nothing in it was changed.</summary>
public class CheckpointException : IOException
{
    internal CheckpointException(string path, string problem, Exception? cause = null)
        : base($"Checkpoint: {path} {problem}", cause) => Path = path;

    /// <summary>The file or folder at fault.</summary>
    public string Path { get; }

    /// <summary>Something of the checkpoint is missing or can't be understood, so that how far the query came can't be told.</summary>
    internal static CheckpointException Damaged(string path, string problem, Exception? cause = null) =>
        new(path, $"{problem}. Bring it back from a copy, or start with a new checkpoint folder: the source is then read from its beginning, and sinks take all of it for new.", cause);
}

/// <summary>Another query uses the checkpoint.</summary>
public sealed class CheckpointInUseException : CheckpointException
{
    internal CheckpointInUseException(string path, Exception cause)
        : base(path, "is in use by another streaming query, of this process or another one. Two queries on one checkpoint would each skip what the other has read: " +
            "stop the other query, or give this one a checkpoint of its own.", cause)
    {
    }
}
