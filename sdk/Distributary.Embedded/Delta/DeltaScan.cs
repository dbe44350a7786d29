using Distributary.Embedded.Engine;
using Distributary.Embedded.Files.Parquet;
using Distributary.Types;

namespace Distributary.Embedded.Delta;

/// <summary>Reads a table's rows.</summary>
internal static class DeltaScan
{
    private const string FileName = "\u0001file";

    /// <summary>A table expression of the engine's SQL, to stand behind <c>FROM</c>, with the table's columns in order, names and types.</summary>
    /// <param name="snapshot">The table.</param>
    /// <param name="files">The files to read; null for all. Files that a newer version removed may be among them while they exist.</param>
    /// <exception cref="DeltaException">The table can't be read.</exception>
    public static string From(Snapshot snapshot, IEnumerable<AddFile>? files = null)
    {
        TableFeatures.CheckRead(snapshot);
        var schema = snapshot.Metadata.Schema;
        var chosen = (files ?? snapshot.FilesInOrder).ToList();
        var partitions = snapshot.Metadata.PartitionColumns.Select(name => schema.Find(name)!).ToList();
        var stored = schema.Fields.Where(f => !partitions.Contains(f) && f.DataType is not NullType).ToList();
        if (chosen.Count == 0)
            return $"(SELECT {string.Join(", ", schema.Fields.Select(f => $"{Null(f)} AS {DuckDbSql.Name(f.Name)}"))} WHERE false)";

        var columns = string.Join(", ", schema.Fields.Select(f => f.DataType is NullType ? $"{Null(f)} AS {DuckDbSql.Name(f.Name)}" : DuckDbSql.Name(f.Name)));
        var paths = ParquetSchema.Paths(chosen.Select(f => DataPath.Resolve(snapshot.TablePath, f.Path)));
        var types = string.Join(", ", stored.Select(f => $"{DuckDbSql.Text(f.Name)}: {{name: {DuckDbSql.Text(f.Name)}, type: {DuckDbSql.Text(StorageTypes.Of(f.DataType))}, default_value: NULL}}"));
        var read = $"read_parquet({paths}, schema = MAP {{{types}}}, hive_partitioning = false";
        if (partitions.Count == 0)
            return $"(SELECT {columns} FROM {read}))";

        var values = string.Join(", ", chosen.Select(f => $"({DuckDbSql.Text(DataPath.Resolve(snapshot.TablePath, f.Path))}, {string.Join(", ", partitions.Select(p => PartitionValues.Read(f.PartitionValues.GetValueOrDefault(p.Name), p.DataType)))})"));
        return $"(SELECT {columns} FROM {read}, filename = {DuckDbSql.Text(FileName)}) JOIN (VALUES {values}) AS partitions({DuckDbSql.Name(FileName)}, {string.Join(", ", partitions.Select(p => DuckDbSql.Name(p.Name)))}) USING ({DuckDbSql.Name(FileName)}))";
    }

    private static string Null(StructField field) => field.DataType is NullType ? "NULL" : $"CAST(NULL AS {StorageTypes.Of(field.DataType)})";
}
