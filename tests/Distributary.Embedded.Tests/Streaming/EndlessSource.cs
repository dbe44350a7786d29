using Distributary.Embedded.Engine;
using Distributary.Embedded.Streaming;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Tests.Streaming;

/// <summary>A source whose load would take hours.</summary>
internal sealed class EndlessSource : StreamRelation, IStreamSource
{
    public ManualResetEventSlim Loading { get; } = new();

    public override string Description => "endless";

    public override StructType Schema => StreamScript.Numbers;

    public override IStreamSource Open(CheckpointFolder checkpoint) => this;

    public void PrepareForAvailableNow()
    {
    }

    public string? LatestOffset(string? start, bool limited) => start ?? "{}";

    public long Load(DuckDBConnection connection, string table, string? start, string end)
    {
        Loading.Set();
        return connection.Run($"CREATE TABLE {table} AS SELECT sum(a.range * b.range) AS value FROM range(1000000) a, range(1000000) b");
    }

    public void Commit(string end)
    {
    }
}
