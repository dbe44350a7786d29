using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Functions on numbers. Where DuckDB fails and Java gives NaN or infinity, .NET's functions are called.</summary>
internal static class Mathematics
{
    public static void AddTo(FunctionTable table)
    {
        foreach (var name in new[]
        {
            "sqrt", "cbrt", "exp", "expm1", "ln", "log10", "log2", "log1p", "degrees", "radians", "rint", "signum",
        })
            table.AddTotal(name, (w, c) => Call("spark_" + name, Cast(w.Write(c.Arguments[0]), "DOUBLE")));
        foreach (var name in new[] { "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "hypot" })
            table.Refuse(name, "its last digit depends on the Java machine that Spark runs on");
        table.AddTotal("sign", (w, c) => c.Arguments[0].Type is DayTimeIntervalType or YearMonthIntervalType
            ? Cast($"sign({w.Write(c.Arguments[0])})", "DOUBLE")
            : Call("spark_signum", Cast(w.Write(c.Arguments[0]), "DOUBLE")));
        table.AddTotal("log", (w, c) => c.Arguments.Count == 1 ? Call("spark_ln", w.Write(c.Arguments[0])) : Call("spark_log", w.WriteAll(c.Arguments)));
        table.AddTotal("pow", (w, c) => Call("spark_pow", w.WriteAll(c.Arguments)));
        table.Alias("power", "pow");
        table.AddTotal("pi", (_, _) => Cast("'3.141592653589793'", "DOUBLE"));
        table.AddTotal("e", (_, _) => Cast("'2.718281828459045'", "DOUBLE"));
        table.Add("round", (w, c) => Round(w, c, "half_up"));
        table.Add("bround", (w, c) => Round(w, c, "half_even"));
        table.Add("ceil", (w, c) => Towards(w, c, "ceil"));
        table.Add("floor", (w, c) => Towards(w, c, "floor"));
        table.Alias("ceiling", "ceil");
        table.Add("factorial", (w, c) => Call("spark_factorial", w.WriteAll(c.Arguments)));
        table.AddTotal("bit_count", (w, c) => c.Arguments[0].Type is BooleanType
            ? Cast(w.Write(c.Arguments[0]), "INTEGER")
            : Call("spark_bit_count", Cast(w.Write(c.Arguments[0]), "BIGINT")));
        table.Add("bit_get", (w, c) => Call("spark_bit_get", Cast(w.Write(c.Arguments[0]), "BIGINT"), w.Write(c.Arguments[1]), Integer(Casts.Bits((IntegralType)c.Arguments[0].Type))));
        table.Alias("getbit", "bit_get");
        table.AddTotal("width_bucket", WidthBucket);
    }

    private static string Round(SqlWriter w, BoundCall c, string how)
    {
        var (value, type) = (w.Write(c.Arguments[0]), c.Arguments[0].Type);
        var scale = c.Arguments.Count > 1 ? w.Write(c.Arguments[1]) : Integer(0);
        return type switch
        {
            FloatType => Call($"spark_round_{how}_float", value, scale),
            DoubleType => Call($"spark_round_{how}_double", value, scale),
            DecimalType => Decimal(c, $"spark_round_{how}_decimal", value, scale),
            IntegralType when c.Arguments.Count == 1 || Constants.Number(c.Arguments[1]) >= 0 => value,
            IntegralType => Call($"spark_{(w.Options.Ansi ? "" : "legacy_")}round_{how}_{type.CatalogString}", value, scale),
            _ => throw new UnsupportedExpressionException($"{c.Function} of a value of type {type.CatalogString}"),
        };
    }

    private static string Towards(SqlWriter w, BoundCall c, string direction)
    {
        var (value, type) = (w.Write(c.Arguments[0]), c.Arguments[0].Type);
        if (c.Arguments.Count > 1)
            return Decimal(c, $"spark_{direction}_decimal", value, w.Write(c.Arguments[1]), type);
        return type switch
        {
            IntegralType => Cast(value, c.Type),
            FractionalType => Call($"spark_{direction}", Cast(value, "DOUBLE")),
            DecimalType => Decimal(c, $"spark_{direction}_decimal", value, Integer(0)),
            _ => throw new UnsupportedExpressionException($"{c.Function} of a value of type {type.CatalogString}"),
        };
    }

    private static string Decimal(BoundCall c, string function, string value, string scale, DataType? from = null)
    {
        if (c.Type is not DecimalType type || from is not (null or DecimalType))
            throw new UnsupportedExpressionException($"{c.Function} of a value of type {c.Arguments[0].Type.CatalogString} to a number of digits");
        return Cast(Call(function, value, scale, Integer(type.Precision), Integer(type.Scale)), type);
    }

    private static string WidthBucket(SqlWriter w, BoundCall c)
    {
        if (c.Arguments[0].Type is not DoubleType)
            throw new UnsupportedExpressionException($"width_bucket of a value of type {c.Arguments[0].Type.CatalogString}");
        return Call("spark_width_bucket", w.WriteAll(c.Arguments));
    }
}
