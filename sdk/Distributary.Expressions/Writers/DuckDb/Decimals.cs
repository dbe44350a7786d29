using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Operators on decimals: natively where no digit can be lost, else exactly by a registered function that rounds as Spark.</summary>
internal static class Decimals
{
    public static string Binary(SqlWriter w, BoundCall c, string op, CastMode mode)
    {
        var (left, right) = (c.Arguments[0], c.Arguments[1]);
        var (l, r) = ((DecimalType)left.Type, (DecimalType)right.Type);
        if (c.Type is DecimalType type && IsNative(op, l, r, type))
        {
            return op == "*"
                // DuckDB keeps a product of short decimals short, and fails when it is not.
                ? Cast($"({Cast(w.Write(left), new DecimalType(Math.Max(l.Precision, type.Precision > 18 ? 19 : 1), l.Scale))} * {w.Write(right)})", type)
                : Cast($"({Cast(w.Write(left), type)} {op} {Cast(w.Write(right), type)})", type);
        }
        var name = op switch { "+" => "add", "-" => "subtract", "*" => "multiply", "/" => "divide", "%" => "mod", _ => op };
        var function = $"spark_{(mode == CastMode.Ansi ? "" : "try_")}decimal_{name}";
        return c.Type is DecimalType t
            ? Cast(Call(function, w.Write(left), w.Write(right), Integer(t.Precision), Integer(t.Scale)), t)
            : Cast(Call($"spark_{Arithmetic.Prefix(mode)}decimal_{name}", w.Write(left), w.Write(right)), c.Type);
    }

    private static bool IsNative(string op, DecimalType l, DecimalType r, DecimalType result) => op switch
    {
        "+" or "-" => result.Scale == Math.Max(l.Scale, r.Scale) && result.Precision > Math.Max(l.Precision - l.Scale, r.Precision - r.Scale) + result.Scale,
        "*" => result.Scale == l.Scale + r.Scale && result.Precision >= l.Precision + r.Precision,
        _ => false,
    };
}
