using System.Globalization;
using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Pieces of DuckDB SQL: quoted names, constants of exactly one type, casts, errors.</summary>
internal static class SqlText
{
    public static string Identifier(string name) => "\"" + name.Replace("\"", "\"\"") + "\"";

    /// <summary>A string constant. DuckDB's text ends at a NUL, so that one is put together.</summary>
    public static string Quote(string value) =>
        value.IndexOf('\0') < 0
            ? "'" + value.Replace("'", "''") + "'"
            : "(" + string.Join(" || chr(0) || ", value.Split('\0').Select(Quote)) + ")";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Integer(int value) => Cast(Number(value), "INTEGER");

    public static string Long(long value) => Cast(Quote(Number(value)), "BIGINT");

    public static string Cast(string sql, string type) => $"CAST({sql} AS {type})";

    public static string Cast(string sql, DataType type) => Cast(sql, SqlTypes.Write(type));

    public static string Call(string function, params string[] arguments) => $"{function}({string.Join(", ", arguments)})";

    /// <summary>An expression that fails with Spark's error class when, and only when, it is evaluated.</summary>
    public static string Error(string errorClass, string message) => $"error({ErrorText(errorClass, message)})";

    /// <summary>The text of such a failure, for an <c>error</c> that chooses row by row.</summary>
    public static string ErrorText(string errorClass, string message) => Quote($"[{errorClass}] {message}");

    /// <summary>Whether repeating the text costs nothing: a column, a lambda's parameter, a constant.</summary>
    public static bool IsSimple(string sql)
    {
        foreach (var c in sql)
        {
            if (!(char.IsLetterOrDigit(c) || c is '_' or '"' or '.'))
                return false;
        }
        return sql.Length < 80;
    }

    public static string Constant(object? value, DataType type) => value is null
        ? Cast("NULL", type)
        : (value, type) switch
        {
            (bool b, _) => b ? "true" : "false",
            (string s, _) => Quote(s),
            (sbyte n, _) => Cast(Number(n), type),
            (short n, _) => Cast(Number(n), type),
            (int n, DateType) => $"(DATE '1970-01-01' + {Integer(n)})",
            (int n, _) => Cast(Number(n), type),
            (long n, TimestampType) => $"make_timestamptz({Long(n)})",
            (long n, TimestampNTZType) => $"make_timestamp({Long(n)})",
            (long n, _) => Long(n),
            (float n, _) => Cast(Quote(Floating(n)), type),
            (double n, _) => Cast(Quote(Floating(n)), type),
            (SqlDecimal d, _) => Cast(Quote(d.ToString()), type),
            (ValueList<byte> bytes, _) => $"CAST('{string.Concat(bytes.Select(b => "\\x" + b.ToString("X2", CultureInfo.InvariantCulture)))}' AS BLOB)",
            (CalendarInterval i, _) => Interval(i),
            _ => throw new UnsupportedExpressionException($"a constant of type {type.CatalogString}"),
        };

    private static string Interval(CalendarInterval i) => $"(to_months({Integer(i.Months)}) + to_days({Integer(i.Days)}) + to_microseconds({Long(i.Microseconds)}))";

    private static string Floating(double value) =>
        double.IsNaN(value) ? "nan" : double.IsPositiveInfinity(value) ? "inf" : double.IsNegativeInfinity(value) ? "-inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
