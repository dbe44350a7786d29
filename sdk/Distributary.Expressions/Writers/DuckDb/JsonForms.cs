using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>What <c>to_json</c> gives for each type, and functions on URLs.</summary>
internal static class JsonForms
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("to_json", (w, c) => c.Arguments.Count == 1 ? Write(w, w.Write(c.Arguments[0]), c.Arguments[0].Type) : throw new UnsupportedExpressionException("to_json with options"));
        table.Add("from_json", Read);
        table.AddTotalCall("url_encode", "spark_url_encode");
        table.AddCall("url_decode", "spark_url_decode");
        table.Add("parse_url", (w, c) => Call("spark_parse_url", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : "CAST(NULL AS VARCHAR)"));
    }

    // Fields of simple types come as texts that fit them, or NULL.
    private static string Read(SqlWriter w, BoundCall c)
    {
        if (c.Type is not StructType s || s.Fields.Any(f => f.DataType is not (StringType or IntegerType or LongType or DoubleType or BooleanType)))
            throw new UnsupportedExpressionException($"from_json to {c.Type.CatalogString}: fields may be STRING, INT, BIGINT, DOUBLE and BOOLEAN");
        if (c.Arguments.Count > 2)
            throw new UnsupportedExpressionException("from_json with options");
        string List(Func<StructField, string> text) => $"[{string.Join(", ", s.Fields.Select(f => Quote(text(f))))}]";
        return w.Let(Call("spark_json_fields", w.Write(c.Arguments[0]), List(f => f.Name), List(f => f.DataType.CatalogString)), l =>
            $"CASE WHEN {l} IS NULL THEN {Cast("NULL", c.Type)} ELSE {Collections.Pack(s, s.Fields.Select((f, i) => Cast($"{l}[{Number(i + 1)}]", f.DataType)).ToList())} END");
    }

    private static string Write(SqlWriter w, string value, DataType type) => type switch
    {
        StringType => Call("spark_json_string", value),
        BooleanType or IntegralType => Cast(value, "VARCHAR"),
        FractionalType => w.Let(StringForms.Write(w, value, type), t => $"CASE WHEN {t} IN ('NaN', 'Infinity', '-Infinity') THEN '\"' || {t} || '\"' ELSE {t} END"),
        DecimalType d when d.Scale <= 6 => StringForms.Write(w, value, type),
        DateType => $"('\"' || {StringForms.Write(w, value, type)} || '\"')",
        ArrayType a => $"('[' || array_to_string({Casts.Elements(w, value, e => OrNull(w, e, a.ElementType))}, ',') || ']')",
        MapType { KeyType: StringType } m => $"('{{' || array_to_string({Casts.Elements(w, $"map_entries({value})", e => $"{Write(w, e + ".key", m.KeyType)} || ':' || {OrNull(w, e + ".value", m.ValueType)}")}, ',') || '}}')",
        StructType s => Struct(w, value, s),
        _ => throw new UnsupportedExpressionException($"to_json of a value of type {type.CatalogString}"),
    };

    // A field that is NULL is left out.
    private static string Struct(SqlWriter w, string value, StructType type) => w.Let(value, v =>
    {
        var fields = type.Fields.Select(f =>
        {
            var field = $"struct_extract({v}, {Quote(f.Name)})";
            return $"CASE WHEN {field} IS NOT NULL THEN spark_json_string({Quote(f.Name)}) || ':' || {Write(w, field, f.DataType)} END";
        });
        var x = w.FreshName();
        return $"CASE WHEN {v} IS NOT NULL THEN '{{' || array_to_string(list_filter([{string.Join(", ", fields)}], lambda {x}: {x} IS NOT NULL), ',') || '}}' END";
    });

    private static string OrNull(SqlWriter w, string value, DataType type) => $"CASE WHEN {value} IS NULL THEN 'null' ELSE {Write(w, value, type)} END";
}
