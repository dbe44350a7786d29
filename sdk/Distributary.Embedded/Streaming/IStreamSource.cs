using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Streaming;

/// <summary>
/// What a streaming query reads. Offsets are JSON text that only the source understands; the query keeps them in its checkpoint. Used by the query's thread alone.
/// </summary>
internal interface IStreamSource
{
    /// <summary>What it is, for progress and messages.</summary>
    string Description { get; }

    /// <summary>The columns.</summary>
    StructType Schema { get; }

    /// <summary>From now on only the data counts that is there at this moment.</summary>
    void PrepareForAvailableNow();

    /// <summary>Where the next batch ends.</summary>
    /// <param name="start">Where the last batch ended; null at the beginning.</param>
    /// <param name="limited">Whether the source's limits for one batch count.</param>
    /// <returns>The offset; <paramref name="start"/> where there is nothing new.</returns>
    string? LatestOffset(string? start, bool limited);

    /// <summary>Creates <paramref name="table"/> with the rows between two offsets: always the same rows for the same offsets.</summary>
    /// <returns>How many rows.</returns>
    /// <exception cref="InvalidDataException">The offsets are not of this source, or what they stand for is no longer there.</exception>
    long Load(DuckDBConnection connection, string table, string? start, string end);

    /// <summary>Says that all up to <paramref name="end"/> is processed for good.</summary>
    void Commit(string end);
}
