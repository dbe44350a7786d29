using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Operators on numbers. DuckDB's own messages for overflow are known as Spark's error classes.</summary>
internal static class Arithmetic
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("+", (w, c) => Write(w, c, "+"));
        table.Add("-", (w, c) => Write(w, c, "-"));
        table.Add("*", (w, c) => Write(w, c, "*"));
        table.Add("/", (w, c) => Write(w, c, "/"));
        table.Add("%", (w, c) => Write(w, c, "%"));
        table.Alias("mod", "%");
        table.Add("div", (w, c) => Write(w, c, "div"));
        table.Add("pmod", (w, c) => Write(w, c, "pmod"));
        table.Add("try_add", (w, c) => Write(w, c, "+", CastMode.Try));
        table.Add("try_subtract", (w, c) => Write(w, c, "-", CastMode.Try));
        table.Add("try_multiply", (w, c) => Write(w, c, "*", CastMode.Try));
        table.Add("try_divide", (w, c) => Write(w, c, "/", CastMode.Try));
        table.Add("try_mod", (w, c) => Write(w, c, "%", CastMode.Try));
        table.AddTotal("positive", (w, c) => w.Write(c.Arguments[0]));
        table.Add("negative", Negative);
        table.Add("abs", Abs);
        table.AddTotal("&", (w, c) => Bits(w, c, "&"));
        table.AddTotal("|", (w, c) => Bits(w, c, "|"));
        table.AddTotal("^", (w, c) => Call("xor", w.WriteAll(c.Arguments)));
        table.AddTotal("~", (w, c) => $"(~{w.Write(c.Arguments[0])})");
        foreach (var (name, op) in new[] { ("<<", "left"), ("shiftleft", "left"), (">>", "right"), ("shiftright", "right"), (">>>", "right_unsigned"), ("shiftrightunsigned", "right_unsigned") })
            table.AddTotal(name, (w, c) => Call($"spark_shift_{op}_{(c.Type is LongType ? "bigint" : "int")}", w.WriteAll(c.Arguments)));
    }

    private static string Write(SqlWriter w, BoundCall c, string op, CastMode? asked = null)
    {
        var (left, right) = (c.Arguments[0], c.Arguments[1]);
        var mode = asked ?? (w.Options.Ansi ? CastMode.Ansi : CastMode.Legacy);
        if (TemporalArithmetic.IsTemporal(left.Type) || TemporalArithmetic.IsTemporal(right.Type))
            return TemporalArithmetic.Write(w, c, op, mode);
        return (left.Type, op) switch
        {
            (DecimalType, _) => Decimals.Binary(w, c, op, mode),
            (FractionalType, "+" or "-" or "*") => $"({w.Write(left)} {op} {w.Write(right)})",
            (FractionalType, "/" or "%") when IsNonZero(right) => $"({w.Write(left)} {op} {w.Write(right)})",
            (FractionalType, _) => Function(w, c, op, mode),
            (IntegralType, "+" or "-" or "*") when mode == CastMode.Ansi => $"({w.Write(left)} {op} {w.Write(right)})",
            (IntegralType, "%") when IsNonZero(right) => $"({w.Write(left)} % {w.Write(right)})",
            (IntegralType, "div") when IsNonZero(right) && !IsMinusOne(right) => Cast($"({w.Write(left)} // {w.Write(right)})", c.Type),
            (IntegralType, _) => Function(w, c, op, mode),
            _ => throw new UnsupportedExpressionException($"the operator {op} for {left.Type.CatalogString} and {right.Type.CatalogString}"),
        };
    }

    private static string Function(SqlWriter w, BoundCall c, string op, CastMode mode)
    {
        var name = op switch { "+" => "add", "-" => "subtract", "*" => "multiply", "/" => "divide", "%" => "mod", var other => other };
        var type = c.Arguments[0].Type;
        return Cast(Call($"spark_{Prefix(mode)}{name}_{type.CatalogString}", w.WriteAll(c.Arguments)), c.Type);
    }

    public static string Prefix(CastMode mode) => mode switch { CastMode.Try => "try_", CastMode.Legacy => "legacy_", _ => "" };

    private static bool IsNonZero(BoundExpression e) => Constants.Value(e) is { } v && v is not (0L or 0.0);

    private static bool IsMinusOne(BoundExpression e) => Constants.Value(e) is -1L;

    private static string Bits(SqlWriter w, BoundCall c, string op) => $"({w.Write(c.Arguments[0])} {op} {w.Write(c.Arguments[1])})";

    // Spark negates decimals as Scala does, which keeps only so many digits.
    private const int ScalaDigits = 34;

    private static string Negative(SqlWriter w, BoundCall c)
    {
        var value = w.Write(c.Arguments[0]);
        return c.Type switch
        {
            IntegralType when !w.Options.Ansi => Call($"spark_legacy_subtract_{c.Type.CatalogString}", Cast("0", c.Type), value),
            DecimalType { Precision: > ScalaDigits } d => NegativeDecimal(value, d),
            CalendarIntervalType => $"(-{value})",
            NullType => Cast("NULL", c.Type),
            _ => Cast($"(-{value})", c.Type),
        };
    }

    private static string NegativeDecimal(string value, DecimalType type) =>
        Cast(Call("spark_decimal_negative", value, Integer(type.Precision), Integer(type.Scale)), type);

    private static string Abs(SqlWriter w, BoundCall c)
    {
        var value = w.Write(c.Arguments[0]);
        if (c.Type is DecimalType { Precision: > ScalaDigits } decimals)
            return w.Let(value, v => $"CASE WHEN {v} < 0 THEN {NegativeDecimal(v, decimals)} ELSE {v} END");
        return c.Type is IntegralType && !w.Options.Ansi
            ? w.Let(value, v => $"CASE WHEN {v} < 0 THEN {Call($"spark_legacy_subtract_{c.Type.CatalogString}", Cast("0", c.Type), v)} ELSE {v} END")
            : Cast($"abs({value})", c.Type);
    }
}
