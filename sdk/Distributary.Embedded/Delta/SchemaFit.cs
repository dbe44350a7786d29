using System.Buffers;
using System.Text.Json.Nodes;
using Distributary.Types;

namespace Distributary.Embedded.Delta;

/// <summary>Whether rows fit a table's schema, what the schema becomes and how the rows are cast.</summary>
/// <param name="SchemaString">The table's schema with the rows in it.</param>
/// <param name="Columns">The table's columns that the rows have, in the table's order.</param>
internal sealed record SchemaFit(string SchemaString, IReadOnlyList<FittedColumn> Columns)
{
    /// <summary>Characters that Parquet readers of the Hadoop world don't take in names.</summary>
    private static readonly SearchValues<char> BadCharacters = SearchValues.Create(" ,;{}()\n\t=");

    /// <summary>The schema of a new table that holds rows of a schema.</summary>
    /// <exception cref="DeltaSchemaException">A table can't have such columns.</exception>
    public static SchemaFit NewTable(string tablePath, StructType rows)
    {
        var problems = CheckNames(rows, "").ToList();
        problems.AddRange(rows.Fields.Where(f => StorageTypes.Find(f.DataType) is null).Select(f => $"the column '{f.Name}' has the type {f.DataType}, which a Delta table can't hold; cast it"));
        if (rows.Fields.Count == 0)
            problems.Add("there are no columns");
        if (problems.Count > 0)
            throw new DeltaSchemaException(tablePath, problems);
        return new(SchemaJson.Write(rows.AsNullable()), rows.Fields.Select(f => new FittedColumn(f.Name, f.Name, f.DataType, true, null)).ToList());
    }

    /// <summary>Fits rows into an existing table.</summary>
    /// <param name="tablePath">The table's folder.</param>
    /// <param name="table">The table's metadata.</param>
    /// <param name="rows">The rows' schema.</param>
    /// <param name="mergeSchema">Whether columns that the table lacks are added to it.</param>
    /// <exception cref="DeltaSchemaException">The rows don't fit.</exception>
    public static SchemaFit Into(string tablePath, Metadata table, StructType rows, bool mergeSchema)
    {
        var problems = CheckNames(rows, "").ToList();
        var json = JsonNode.Parse(table.SchemaString)!.AsObject();
        var fitter = new Fitter(problems, mergeSchema);
        fitter.Struct(rows, table.Schema, json, "");
        if (problems.Count > 0)
            throw new DeltaSchemaException(tablePath, problems);

        var schemaString = fitter.Changed ? json.ToJsonString(ActionWriter.JsonOptions) : table.SchemaString;
        var schema = fitter.Changed ? SchemaJson.Parse(schemaString) : table.Schema;
        var metadata = json["fields"]!.AsArray().ToDictionary(f => (string)f!["name"]!, f => f!["metadata"]);
        return new(schemaString, schema.Fields.Select(f => (Field: f, Row: rows.Find(f.Name))).Where(p => p.Row is not null && p.Field.DataType is not NullType)
            .Select(p => new FittedColumn(p.Row!.Name, p.Field.Name, p.Field.DataType, p.Field.Nullable, (string?)metadata[p.Field.Name]?["__CHAR_VARCHAR_TYPE_STRING"])).ToList());
    }

    private static IEnumerable<string> CheckNames(StructType type, string path)
    {
        foreach (var twice in type.Fields.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return $"the column name '{path}{twice.Key}' stands for {twice.Count()} columns";
        foreach (var field in type.Fields)
        {
            if (field.Name.AsSpan().IndexOfAny(BadCharacters) >= 0 || field.Name.Length == 0)
                yield return $"the column name '{path}{field.Name}' has one of the characters ' ,;{{}}()=', tab or newline, which Delta doesn't take; rename it with As(..) or WithColumnRenamed(..)";
            for (var inner = field.DataType; inner is not null; inner = inner is ArrayType a ? a.ElementType : inner is MapType m ? m.ValueType : null)
            {
                if (inner is StructType nested)
                {
                    foreach (var problem in CheckNames(nested, $"{path}{field.Name}."))
                        yield return problem;
                }
            }
        }
    }

    private sealed class Fitter(List<string> problems, bool mergeSchema)
    {
        public bool Changed { get; private set; }

        public void Struct(StructType rows, StructType table, JsonObject json, string path)
        {
            foreach (var row in rows.Fields)
            {
                var index = table.Fields.ToList().FindIndex(f => f.Name.Equals(row.Name, StringComparison.OrdinalIgnoreCase));
                if (index < 0)
                    Extra(row, table, json, path);
                else
                    Field(row, table.Fields[index], json["fields"]![index]!.AsObject(), path);
            }
            for (var i = 0; i < table.Fields.Count; i++)
            {
                var field = table.Fields[i];
                if (rows.Find(field.Name) is not null)
                    continue;
                if (!field.Nullable)
                    problems.Add($"the column '{path}{field.Name}' ({field.DataType}) is missing, and the table says NOT NULL");
                else if (json["fields"]![i]!["metadata"]?["CURRENT_DEFAULT"] is not null)
                    problems.Add($"the column '{path}{field.Name}' ({field.DataType}) is missing, and its default value can't be computed here; give the column a value");
            }
        }

        private void Extra(StructField row, StructType table, JsonObject json, string path)
        {
            if (StorageTypes.Find(row.DataType) is null)
                problems.Add($"the column '{path}{row.Name}' has the type {row.DataType}, which a Delta table can't hold; cast it");
            else if (!mergeSchema)
                problems.Add($"the column '{path}{row.Name}' ({row.DataType}) isn't in the table, which has {string.Join(", ", table.Fields.Select(f => $"{f.Name} {f.DataType}"))}; set MergeSchema to add it");
            else
            {
                json["fields"]!.AsArray().Add((JsonNode)SchemaJson.WriteField(new StructType(row).AsNullable().Fields[0]));
                Changed = true;
            }
        }

        private void Field(StructField row, StructField table, JsonObject json, string path)
        {
            // A top-level NOT NULL is checked row by row; deeper ones only by type.
            if (path.Length > 0 && row.Nullable && !table.Nullable)
                problems.Add($"the field '{path}{table.Name}' may be NULL in the rows, and the table says NOT NULL");
            if (json["metadata"]?["__CHAR_VARCHAR_TYPE_STRING"] is { } limited && (path.Length > 0 || table.DataType is not StringType))
                problems.Add($"the field '{path}{table.Name}' is of the type {limited}, whose length isn't checked inside other types");
            Type(row.DataType, table.DataType, json["type"], path + table.Name);
        }

        private void Type(DataType row, DataType table, JsonNode? json, string path)
        {
            switch (row, table)
            {
                case (StructType r, StructType t):
                    Struct(r, t, json!.AsObject(), path + ".");
                    break;
                case (ArrayType r, ArrayType t):
                    Type(r.ElementType, t.ElementType, json!["elementType"], path + ".element");
                    Elements(r.ContainsNull, t.ContainsNull, path, "elements");
                    break;
                case (MapType r, MapType t):
                    Type(r.KeyType, t.KeyType, json!["keyType"], path + ".key");
                    Type(r.ValueType, t.ValueType, json!["valueType"], path + ".value");
                    Elements(r.ValueContainsNull, t.ValueContainsNull, path, "values");
                    break;
                default:
                    if (!Widens(row, table))
                        problems.Add($"the column '{path}' is {table} in the table and {row} in the rows; cast it");
                    break;
            }
        }

        private void Elements(bool rowsNull, bool tableNull, string path, string what)
        {
            if (rowsNull && !tableNull)
                problems.Add($"the column '{path}' may have NULL {what} in the rows, and the table says NOT NULL");
        }

        /// <summary>Whether every value of a type is also one of the other type.</summary>
        private static bool Widens(DataType from, DataType to) => from == to || (from, to) switch
        {
            (NullType, _) => true,
            (ByteType, ShortType or IntegerType or LongType or FloatType or DoubleType) => true,
            (ShortType, IntegerType or LongType or FloatType or DoubleType) => true,
            (IntegerType, LongType or DoubleType) => true,
            (FloatType, DoubleType) => true,
            (DecimalType f, DecimalType t) => t.Scale >= f.Scale && t.Precision - t.Scale >= f.Precision - f.Scale,
            (IntegralType f, DecimalType t) => t.Precision - t.Scale >= Digits(f),
            _ => false,
        };

        private static int Digits(IntegralType type) => type switch { ByteType => 3, ShortType => 5, IntegerType => 10, _ => 19 };
    }
}

/// <summary>A column of the rows on its way into a table.</summary>
/// <param name="Source">The column's name in the rows.</param>
/// <param name="Name">Its name in the table.</param>
/// <param name="Type">Its type in the table.</param>
/// <param name="Nullable">Whether the table takes NULL.</param>
/// <param name="LimitedText">Spark's <c>char(n)</c> or <c>varchar(n)</c>, null for other columns.</param>
internal sealed record FittedColumn(string Source, string Name, DataType Type, bool Nullable, string? LimitedText);
