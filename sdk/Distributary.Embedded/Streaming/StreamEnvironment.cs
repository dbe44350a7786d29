using Distributary.Embedded.Delta;
using Distributary.Embedded.Engine;
using Microsoft.Extensions.Logging;

namespace Distributary.Embedded.Streaming;

/// <summary>What a session gives all its streaming queries.</summary>
/// <param name="Database">Where batches are loaded.</param>
/// <param name="Queries">Who hears of the queries.</param>
/// <param name="Logger">Where the queries log.</param>
/// <param name="Time">The clock of triggers.</param>
internal sealed record StreamEnvironment(DuckDbDatabase Database, StreamingQueryManager Queries, ILogger Logger, TimeProvider Time)
{
    /// <summary>The file system of checkpoints.</summary>
    public IDeltaFileSystem Files { get; init; } = LocalFileSystem.Instance;
}
