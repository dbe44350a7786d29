using System.Diagnostics.CodeAnalysis;
using Distributary.Embedded.Engine;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Parquet;

/// <summary>The columns that Parquet files say they have, as Spark's types.</summary>
internal static class ParquetSchema
{
    private readonly record struct Node(string Name, string? Physical, int Children, string? Converted, string Logical, bool IsRepeated, int Precision, int Scale);

    /// <summary>The columns of each file, in the order of the files.</summary>
    /// <exception cref="InvalidDataException">A file is no Parquet file, or has a column that Spark has no type for.</exception>
    /// <exception cref="FileNotFoundException">A file is gone.</exception>
    [SuppressMessage("Security", "CA2100", Justification = "File names are quoted.")]
    public static IReadOnlyList<(string File, StructType Type)> Read(DuckDBConnection connection, IReadOnlyList<string> files)
    {
        if (files.FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            throw Directory.Exists(missing)
                ? new InvalidDataException($"{missing} is a folder, not a file.")
                : new FileNotFoundException($"{missing} does not exist. It may have been deleted after it was found.", missing);
        }
        if (files.Count == 0)
            return [];
        var nodes = new Dictionary<string, List<Node>>(StringComparer.Ordinal);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT file_name, name, type, coalesce(num_children, 0)::INTEGER, converted_type, coalesce(logical_type, ''), coalesce(repetition_type, '') = 'REPEATED', coalesce(precision, 0)::INTEGER, coalesce(scale, 0)::INTEGER FROM parquet_schema({Paths(files)})";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var file = reader.GetString(0);
                if (!nodes.TryGetValue(file, out var list))
                    nodes[file] = list = [];
                list.Add(new(reader.GetString(1), Text(reader, 2), reader.GetInt32(3), Text(reader, 4), reader.GetString(5), reader.GetBoolean(6), reader.GetInt32(7), reader.GetInt32(8)));
            }
        }
        catch (DuckDBException e)
        {
            throw new InvalidDataException($"A file can't be read as Parquet: {e.Message}", e);
        }
        return [.. files.Select(f => (f, Root(f, nodes[f])))];
    }

    /// <summary>The files as a list of DuckDB, whose names stand for themselves.</summary>
    public static string Paths(IEnumerable<string> files) =>
        $"[{string.Join(", ", files.Select(f => DuckDbSql.Text(f.Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal))))}]";

    private static string? Text(DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static StructType Root(string file, List<Node> nodes)
    {
        var at = 1;
        return Fields(file, nodes, ref at, nodes[0].Children);
    }

    private static StructType Fields(string file, List<Node> nodes, ref int at, int count)
    {
        var fields = new StructField[count];
        for (var i = 0; i < count; i++)
        {
            var node = nodes[at];
            var type = TypeOf(file, nodes, ref at);
            fields[i] = new(node.Name, node.IsRepeated ? new ArrayType(type) : type);
        }
        return new(fields);
    }

    private static DataType TypeOf(string file, List<Node> nodes, ref int at)
    {
        var node = nodes[at++];
        if (node.Children == 0)
            return Primitive(file, node);
        switch (node.Converted)
        {
            case "LIST":
                var repeated = nodes[at];
                // Old writers leave out the group between the list and its elements.
                if (repeated.Children != 1 || repeated.Name is "array" || repeated.Name == node.Name + "_tuple")
                    return new ArrayType(TypeOf(file, nodes, ref at));
                at++;
                return new ArrayType(TypeOf(file, nodes, ref at));
            case "MAP" or "MAP_KEY_VALUE":
                at++;
                var key = TypeOf(file, nodes, ref at);
                return new MapType(key, TypeOf(file, nodes, ref at));
            default:
                return Fields(file, nodes, ref at, node.Children);
        }
    }

    private static DataType Primitive(string file, Node node) => (node.Physical, node.Converted) switch
    {
        (_, "DECIMAL") => new DecimalType(node.Precision, node.Scale),
        ("BOOLEAN", _) => new BooleanType(),
        ("INT32", "INT_8") => new ByteType(),
        ("INT32", "INT_16" or "UINT_8") => new ShortType(),
        ("INT32", null or "INT_32" or "UINT_16") => new IntegerType(),
        ("INT32", "UINT_32") or ("INT64", "INT_64") => new LongType(),
        ("INT32", "DATE") => new DateType(),
        ("INT64", "UINT_64") => new DecimalType(20, 0),
        ("INT64", "TIMESTAMP_MICROS" or "TIMESTAMP_MILLIS") => Timestamp(node),
        ("INT64", null) when node.Logical.StartsWith("TimestampType", StringComparison.Ordinal) && !node.Logical.Contains("NanoSeconds", StringComparison.Ordinal) => Timestamp(node),
        ("INT64", null) when node.Logical.Length == 0 || node.Logical.StartsWith("IntType", StringComparison.Ordinal) => new LongType(),
        ("INT96", _) => new Int96Type(),
        ("FLOAT", _) => new FloatType(),
        ("DOUBLE", _) => new DoubleType(),
        ("BYTE_ARRAY", "UTF8" or "ENUM" or "JSON") => new StringType(),
        ("BYTE_ARRAY", null or "BSON") => new BinaryType(),
        ("FIXED_LEN_BYTE_ARRAY", null) when node.Logical.Length == 0 => new BinaryType(),
        _ => throw new InvalidDataException($"{file}: the column '{node.Name}' holds {node.Physical} {node.Converted}{(node.Logical.Length > 0 ? $" ({node.Logical})" : "")}, which Spark has no type for. Leave the file out, or write it anew with another type."),
    };

    private static DataType Timestamp(Node node) =>
        node.Logical.Contains("isAdjustedToUTC=0", StringComparison.Ordinal) ? new TimestampNTZType() : new TimestampType();
}
