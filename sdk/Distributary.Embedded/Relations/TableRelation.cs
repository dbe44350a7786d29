using Distributary.Embedded.Engine;
using Distributary.Embedded.Streaming;
using Distributary.Types;

namespace Distributary.Embedded.Relations;

/// <summary>A table of the session's in-memory database: a batch that was loaded or materialized.</summary>
/// <param name="table">The table's name.</param>
/// <param name="schema">Its columns.</param>
/// <param name="batch">The streaming batch that the rows belong to, null where they belong to none.</param>
internal sealed class TableRelation(string table, StructType schema, MicroBatch? batch) : EmbeddedRelation
{
    public MicroBatch? Batch { get; } = batch;

    public override string Description => $"table {table}";

    public override StructType Schema => schema;

    public override string FromItem(QueryScope scope) => DuckDbSql.Name(table);
}
