using System.Collections;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;
using Distributary.Types;

namespace Distributary.Spark.Engine;

/// <summary>Rows that the program holds, as a SQL statement.</summary>
internal static class LocalRows
{
    public static string Sql(IReadOnlyList<IReadOnlyList<object?>> rows, StructType schema)
    {
        var columns = string.Join(", ", schema.Fields.Select((f, i) => $"{RowEncoding.Name(i)} AS {SqlIdentifier.Quote(f.Name)}"));
        var names = string.Join(", ", schema.Fields.Select((_, i) => RowEncoding.Name(i)));
        return rows.Count == 0
            ? $"SELECT {string.Join(", ", schema.Fields.Select(f => $"CAST(NULL AS {f.DataType.Sql}) AS {SqlIdentifier.Quote(f.Name)}"))} WHERE false"
            : $"SELECT {columns} FROM VALUES {string.Join(", ", rows.Select(r => Tuple(r, schema)))} AS local({names})";
    }

    private static string Tuple(IReadOnlyList<object?> row, StructType schema)
    {
        if (row.Count != schema.Fields.Count)
            throw new ArgumentException($"A row has {row.Count} values for {schema.Fields.Count} columns ({schema.CatalogString}).");
        return "(" + string.Join(", ", row.Select((v, i) => SparkSqlWriter.Write(new CastExpression(Value(v, schema.Fields[i].DataType), schema.Fields[i].DataType)))) + ")";
    }

    private static Expression Value(object? value, DataType type) => (value, type) switch
    {
        (Row row, StructType fields) => new FunctionCall("named_struct", fields.Fields.SelectMany((f, i) => new Expression[] { Functions.Lit(f.Name).Expression, Typed(row[i], f.DataType) }).ToValueList()),
        (IDictionary map, MapType m) => new FunctionCall("map", Entries(map).SelectMany(e => new Expression[] { Typed(e.Key, m.KeyType), Typed(e.Value, m.ValueType) }).ToValueList()),
        (IEnumerable list and not (string or byte[]), ArrayType a) => new FunctionCall("array", list.Cast<object?>().Select(v => (Expression)Typed(v, a.ElementType)).ToValueList()),
        _ => Functions.Lit(value).Expression,
    };

    private static CastExpression Typed(object? value, DataType type) => new(Value(value, type), type);

    private static IEnumerable<DictionaryEntry> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
            yield return entry;
    }
}
