using Distributary.Embedded.Engine;
using Distributary.Embedded.Files;
using Distributary.Types;

namespace Distributary.Embedded.Relations;

/// <summary>Files of one format, loaded when a statement reads them.</summary>
internal sealed class FileRelation(IFileFormat format, IReadOnlyList<string> files, StructType schema, IReadOnlyDictionary<string, string> options) : EmbeddedRelation
{
    public override string Description => $"{format.Name} of {files.Count} files";

    public override StructType Schema { get; } = schema.AsNullable();

    public override string FromItem(QueryScope scope)
    {
        var table = scope.NewTable("files");
        format.Load(scope.Connection, table, files, Schema, options);
        return DuckDbSql.Name(table);
    }
}
