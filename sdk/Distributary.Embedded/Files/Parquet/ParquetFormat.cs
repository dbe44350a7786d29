using Distributary.Embedded.Engine;
using Distributary.Embedded.Files.Options;
using Distributary.Expressions.Writers;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Parquet;

/// <summary>
/// Parquet files. Columns are found by name without case; one that a file lacks is NULL, one that the schema lacks is passed over.
/// </summary>
internal sealed class ParquetFormat : IFileFormat
{
    private static readonly OptionNames Names = new("parquet", known: ["mergeSchema", "compression"], refused: ["datetimeRebaseMode", "int96RebaseMode", "codec"]);
    private static readonly string[] Compressions = ["snappy", "zstd", "gzip", "lz4", "uncompressed", "none"];

    public string Name => "parquet";

    public void CheckOptions(IReadOnlyDictionary<string, string> options)
    {
        Names.Check(options.Keys);
        var reader = new OptionReader("parquet", options);
        reader.Flag("mergeSchema");
        Compression(reader);
    }

    public StructType InferSchema(DuckDBConnection connection, IReadOnlyList<string> files, IReadOnlyDictionary<string, string> options)
    {
        if (files.Count == 0)
            throw new InvalidDataException("The schema can't be found: there is no file. Give the schema.");
        var merge = new OptionReader("parquet", options).Flag("mergeSchema") ?? false;
        var schemas = ParquetSchema.Read(connection, merge ? files : [files[0]]);
        var fields = new List<StructField>();
        foreach (var (file, type) in schemas)
        {
            foreach (var field in type.Fields.Select(f => f with { DataType = Visible(f.DataType) }))
            {
                var known = fields.FindIndex(f => string.Equals(f.Name, field.Name, StringComparison.OrdinalIgnoreCase));
                if (known < 0)
                    fields.Add(field);
                else if (fields[known].DataType != field.DataType)
                    throw Mismatch(file, field.Name, field.DataType, fields[known].DataType, "in a file before it");
            }
        }
        return new([.. fields]);
    }

    public void Load(DuckDBConnection connection, string table, IReadOnlyList<string> files, StructType schema, IReadOnlyDictionary<string, string> options)
    {
        var name = DuckDbSql.Name(table);
        var groups = Groups(ParquetSchema.Read(connection, files));
        var rows = groups.Select(g => $"SELECT {Columns(g, schema)} FROM read_parquet({ParquetSchema.Paths(g.Files)}, hive_partitioning = false)").ToList();
        if (rows.Count == 0)
            rows.Add($"SELECT {string.Join(", ", schema.Fields.Select(Null))} WHERE false");
        try
        {
            connection.Run($"CREATE TABLE {name} AS {string.Join(" UNION ALL ", rows)}");
        }
        catch (DuckDBException e)
        {
            throw new InvalidDataException($"The Parquet files can't be read: {e.Message}", e);
        }
    }

    public void Write(DuckDBConnection connection, string query, StructType schema, string folder, IReadOnlyList<string> partitionBy, IReadOnlyDictionary<string, string> options)
    {
        Directory.CreateDirectory(folder);
        var compression = Compression(new OptionReader("parquet", options));
        var format = $"FORMAT parquet, COMPRESSION {compression}";
        if (partitionBy.Count > 0)
        {
            connection.Run($"COPY ({query}) TO {DuckDbSql.Text(folder)} ({format}, PARTITION_BY ({string.Join(", ", partitionBy.Select(DuckDbSql.Name))}), FILENAME_PATTERN 'part-{{uuid}}', APPEND true)");
            return;
        }
        var file = $"part-00000-{Guid.NewGuid()}.{compression}.parquet";
        var hidden = Path.Combine(folder, "." + file);
        try
        {
            connection.Run($"COPY ({query}) TO {DuckDbSql.Text(hidden)} ({format})");
            File.Move(hidden, Path.Combine(folder, file));
        }
        finally
        {
            File.Delete(hidden);
        }
    }

    private static string Compression(OptionReader options)
    {
        var text = (options.Text("compression") ?? "snappy").ToLowerInvariant();
        if (!Compressions.Contains(text))
            throw options.Wrong("compression", text, string.Join(", ", Compressions));
        return text == "none" ? "uncompressed" : text;
    }

    /// <summary>Files that follow each other and have the same columns.</summary>
    private static List<(List<string> Files, StructType Type)> Groups(IEnumerable<(string File, StructType Type)> files)
    {
        var groups = new List<(List<string> Files, StructType Type)>();
        foreach (var (file, type) in files)
        {
            if (groups.Count == 0 || groups[^1].Type != type)
                groups.Add(([], type));
            groups[^1].Files.Add(file);
        }
        return groups;
    }

    private static string Columns((List<string> Files, StructType Type) group, StructType schema) => string.Join(", ", schema.Fields.Select(field =>
    {
        var found = group.Type.Fields.Where(f => string.Equals(f.Name, field.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count > 1)
            throw new InvalidDataException($"{group.Files[0]}: the columns {string.Join(" and ", found.Select(f => $"'{f.Name}'"))} differ only in case, so '{field.Name}' could be each of them.");
        if (found.Count == 0)
            return Null(field);
        var value = ParquetCast.Write(DuckDbSql.Name(found[0].Name), found[0].DataType, field.DataType)
            ?? throw Mismatch(group.Files[0], field.Name, found[0].DataType, field.DataType, "in the schema");
        return $"{value} AS {DuckDbSql.Name(field.Name)}";
    }));

    private static string Null(StructField field) => $"CAST(NULL AS {DuckDbWriter.WriteType(field.DataType)}) AS {DuckDbSql.Name(field.Name)}";

    private static InvalidDataException Mismatch(string file, string column, DataType found, DataType expected, string where) =>
        new($"{file}: the column '{column}' is {found.CatalogString}, but {expected.CatalogString} {where}. Correct the schema, or read the file by itself and cast the column.");

    private static DataType Visible(DataType type) => type switch
    {
        Int96Type => new TimestampType(),
        StructType s => new StructType([.. s.Fields.Select(f => f with { DataType = Visible(f.DataType) })]),
        ArrayType a => new ArrayType(Visible(a.ElementType)),
        MapType m => new MapType(Visible(m.KeyType), Visible(m.ValueType)),
        _ => type,
    };
}
