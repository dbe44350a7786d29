using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Formatted text, JSON, and functions about the session.</summary>
internal static class Formats
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("format_number", FormatNumber);
        table.Add("format_string", (w, c) => Call("spark_format_string", w.WriteAll(c.Arguments)));
        table.Alias("printf", "format_string");
        table.AddTotalCall("get_json_object", "spark_get_json_object");
        table.AddTotalCall("json_array_length", "spark_json_array_length");
        table.AddTotalCall("json_object_keys", "spark_json_object_keys");
        table.Add("assert_true", (w, c) => $"CASE WHEN NOT coalesce({w.Write(c.Arguments[0])}, false) THEN {Error("USER_RAISED_EXCEPTION", "assert_true failed")} ELSE {Cast("NULL", c.Type)} END");
        table.Add("raise_error", (_, _) => Error("USER_RAISED_EXCEPTION", "raise_error was called"));
        table.Refuse("rand", "its values depend on how Spark cuts the rows into partitions");
        table.Refuse("monotonically_increasing_id", "its values depend on how Spark cuts the rows into partitions");
    }

    private static string FormatNumber(SqlWriter w, BoundCall c)
    {
        if (c.Arguments[1].Type is StringType)
            throw new UnsupportedExpressionException("format_number with a pattern");
        var number = c.Arguments[0];
        return number.Type is FractionalType
            ? Call("spark_format_double", Cast(w.Write(number), "DOUBLE"), w.Write(c.Arguments[1]))
            : Call("spark_format_number", Cast(w.Write(number), "VARCHAR"), w.Write(c.Arguments[1]));
    }
}
