using System.Globalization;
using System.Text.RegularExpressions;
using Distributary.Embedded.Engine;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Delta;

/// <summary>Writes rows to Parquet files of a table.</summary>
internal static partial class DeltaFileWriter
{
    /// <summary>Writes the rows of a query: one file, or one or more for each partition.</summary>
    public static IReadOnlyList<AddFile> Write(DeltaWrite write, DuckDBConnection connection, string sql)
    {
        var partitions = write.Metadata.PartitionColumns;
        var name = "part-" + Guid.NewGuid().ToString("N");
        var compression = write.Request.Compression;
        var target = partitions.Count == 0 ? Path.Combine(write.Log.TablePath, name + compression.Suffix) : write.Log.TablePath;
        var layout = partitions.Count == 0
            ? "WRITE_EMPTY_FILE false"
            : $"PARTITION_BY ({string.Join(", ", partitions.Select(DuckDbSql.Name))}), APPEND, FILENAME_PATTERN '{name}-{{uuid}}{compression.Suffix[..^".parquet".Length]}'";
        // A partition column that the rows lack is NULL, and the engine must be told so; other columns are just not in the file.
        var missing = partitions.Where(p => !write.Columns.Any(c => c.Name == p)).Select(p => $"CAST(NULL AS VARCHAR) AS {DuckDbSql.Name(p)}");
        var columns = write.Columns.Select(c => Select(c, partitions.Contains(c.Name))).Concat(missing);
        var copy = $"COPY (SELECT {string.Join(", ", columns)} FROM ({sql}) AS \"rows\") TO {DuckDbSql.Text(target)} (FORMAT parquet, COMPRESSION {compression.Codec}, RETURN_STATS, {layout})";
        try
        {
            return write.Log.Files.Copy(target, () => Run(write, connection, copy));
        }
        catch
        {
            // The engine may leave the file, or its temporary form, behind.
            foreach (var file in write.Log.Files.Find(write.Log.TablePath, name))
                write.Log.Files.Delete(file);
            throw;
        }
    }

    private static List<AddFile> Run(DeltaWrite write, DuckDBConnection connection, string copy)
    {
        var statistics = new ColumnStatistics(write.Metadata);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var files = new List<AddFile>();
        using var command = connection.CreateCommand();
        command.CommandText = copy;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var rows = (long)reader.GetFieldValue<ulong>(1);
            var values = reader.IsDBNull(5) ? [] : reader.GetFieldValue<Dictionary<string, string?>>(5);
            files.Add(new(DataPath.Log(write.Log.TablePath, reader.GetString(0)), write.Metadata.PartitionColumns.ToDictionary(c => c, c => values[c]), (long)reader.GetFieldValue<ulong>(2), now, DataChange: true)
            {
                Stats = statistics.Write(rows, reader.GetFieldValue<Dictionary<string, Dictionary<string, string?>>>(4)),
            });
        }
        return files;
    }

    private static string Select(FittedColumn column, bool isPartition)
    {
        var storage = StorageTypes.Of(column.Type);
        var value = $"CAST({DuckDbSql.Name(column.Source)} AS {storage})";
        if (column.LimitedText is { } limit)
            value = Limit(value, limit, column.Name);
        if (!column.Nullable)
            value = $"CASE WHEN {DuckDbSql.Name(column.Source)} IS NULL THEN CAST(error({DuckDbSql.Text($"the column '{column.Name}' is NULL in a row, and the table says NOT NULL")}) AS {storage}) ELSE {value} END";
        if (isPartition)
            value = PartitionValues.Write(value, column.Type);
        return $"{value} AS {DuckDbSql.Name(column.Name)}";
    }

    /// <summary>Spark's char(n) and varchar(n): blanks beyond the length are cut, char is filled up, and longer text is an error.</summary>
    private static string Limit(string value, string type, string column)
    {
        var match = LimitedType().Match(type);
        var length = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        var fitted = match.Groups[1].ValueSpan is "char" ? $"rpad({value}, {length}, ' ')" : $"left({value}, {length})";
        return $"CASE WHEN length(rtrim({value}, ' ')) > {length} THEN CAST(error({DuckDbSql.Text($"the column '{column}' has a text that is longer than {type}")}) AS VARCHAR) ELSE {fitted} END";
    }

    [GeneratedRegex(@"^(char|varchar)\((\d+)\)$")]
    private static partial Regex LimitedType();
}
