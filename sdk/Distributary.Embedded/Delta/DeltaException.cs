namespace Distributary.Embedded.Delta;

/// <summary>A Delta table can't be read or written; the table is as it was.</summary>
public class DeltaException : IOException
{
    internal DeltaException(string tablePath, string message, Exception? cause = null)
        : base($"Delta table {tablePath}: {message}", cause) => TablePath = tablePath;

    /// <summary>The table's folder.</summary>
    public string TablePath { get; }
}

/// <summary>The table's log is damaged: a commit or checkpoint is missing, cut or no valid JSON.</summary>
public sealed class DeltaLogBrokenException : DeltaException
{
    internal DeltaLogBrokenException(string tablePath, long? version, string file, string problem, Exception? cause = null)
        : base(tablePath, $"{file}{(version is null ? "" : $" (version {version})")} {problem}", cause) => (Version, File) = (version, file);

    /// <summary>The table's version that can't be read, null where the file belongs to none.</summary>
    public long? Version { get; }

    /// <summary>The damaged or missing file, relative to the table's folder.</summary>
    public string File { get; }
}

/// <summary>The table uses a feature of the Delta protocol that isn't supported for what was asked.</summary>
public sealed class DeltaFeatureException : DeltaException
{
    internal DeltaFeatureException(string tablePath, string feature, string operation, string reason)
        : base(tablePath, $"can't be {operation}, because of the table feature '{feature}': {reason}") => Feature = feature;

    /// <summary>The feature's name in the Delta protocol.</summary>
    public string Feature { get; }
}

/// <summary>The rows to write don't fit the table's schema.</summary>
public sealed class DeltaSchemaException : DeltaException
{
    internal DeltaSchemaException(string tablePath, IReadOnlyList<string> problems)
        : base(tablePath, "the rows don't fit the table's schema:" + string.Concat(problems.Select(p => "\n  - " + p))) => Problems = problems;

    /// <summary>What doesn't fit, one sentence a column.</summary>
    public IReadOnlyList<string> Problems { get; }
}
