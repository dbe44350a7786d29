using System.Numerics;
using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Functions;

/// <summary>
/// Arithmetic that may fail or wrap around: <c>spark_add_int</c> fails with Spark's error class, <c>spark_try_add_int</c> gives NULL,
/// <c>spark_legacy_add_int</c> wraps around and gives NULL for a division by zero.
/// </summary>
internal static class ArithmeticFunctions
{
    private enum Mode { Ansi, Try, Legacy }

    public static IEnumerable<ScalarFunction> All =>
    [
        .. Integral<sbyte>("tinyint", DuckDBType.TinyInt),
        .. Integral<short>("smallint", DuckDBType.SmallInt),
        .. Integral<int>("int", DuckDBType.Integer),
        .. Integral<long>("bigint", DuckDBType.BigInt),
        .. Floating<float>("float", DuckDBType.Float),
        .. Floating<double>("double", DuckDBType.Double),
        Shift("left_int", DuckDBType.Integer, a => (int)a[0]! << (int)a[1]!),
        Shift("left_bigint", DuckDBType.BigInt, a => (long)a[0]! << (int)a[1]!),
        Shift("right_int", DuckDBType.Integer, a => (int)a[0]! >> (int)a[1]!),
        Shift("right_bigint", DuckDBType.BigInt, a => (long)a[0]! >> (int)a[1]!),
        Shift("right_unsigned_int", DuckDBType.Integer, a => (int)a[0]! >>> (int)a[1]!),
        Shift("right_unsigned_bigint", DuckDBType.BigInt, a => (long)a[0]! >>> (int)a[1]!),
        new("spark_floor_div", [DuckDBType.BigInt, DuckDBType.BigInt], DuckDBType.BigInt, a => CalendarDays.FloorDiv((long)a[0]!, (long)a[1]!)),
    ];

    private static ScalarFunction Shift(string name, DuckDBType type, Func<object?[], object?> body) => new("spark_shift_" + name, [type, DuckDBType.Integer], type, body);

    private static IEnumerable<ScalarFunction> Integral<T>(string typeName, DuckDBType type) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var overflow = typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) ? "BINARY_ARITHMETIC_OVERFLOW" : "ARITHMETIC_OVERFLOW";
        foreach (var mode in Enum.GetValues<Mode>())
        {
            ScalarFunction Make(string name, Func<Int128, Int128, Int128> apply) => new(Name(mode, name, typeName), [type, type], type, a => Narrow<T>(apply(ToWide<T>(a[0]!), ToWide<T>(a[1]!)), mode, overflow));
            ScalarFunction Divide(string name, string byZero, Func<Int128, Int128, Int128> apply, DuckDBType result) => new(Name(mode, name, typeName), [type, type], result, a =>
            {
                var (x, y) = (ToWide<T>(a[0]!), ToWide<T>(a[1]!));
                if (y == 0)
                    return ByZero(mode, byZero);
                return result == DuckDBType.BigInt ? Narrow<long>(apply(x, y), mode, "ARITHMETIC_OVERFLOW") : Narrow<T>(apply(x, y), mode, overflow);
            });
            yield return Make("add", (x, y) => x + y);
            yield return Make("subtract", (x, y) => x - y);
            yield return Make("multiply", (x, y) => x * y);
            yield return Divide("div", "DIVIDE_BY_ZERO", (x, y) => x / y, DuckDBType.BigInt);
            yield return Divide("mod", "DIVIDE_BY_ZERO", (x, y) => x % y, type);
            yield return Divide("pmod", "DIVIDE_BY_ZERO", (x, y) => x % y is var r && r < 0 ? (r + y) % y : r, type);
        }
    }

    private static IEnumerable<ScalarFunction> Floating<T>(string typeName, DuckDBType type) where T : struct, IFloatingPoint<T>
    {
        foreach (var mode in Enum.GetValues<Mode>())
        {
            ScalarFunction Make(string name, string byZero, Func<T, T, T> apply) => new(Name(mode, name, typeName), [type, type], type, a =>
                T.IsZero((T)a[1]!) ? ByZero(mode, byZero) : apply((T)a[0]!, (T)a[1]!));
            yield return Make("divide", "DIVIDE_BY_ZERO", (x, y) => x / y);
            yield return Make("mod", "DIVIDE_BY_ZERO", (x, y) => x % y);
            yield return Make("pmod", "DIVIDE_BY_ZERO", (x, y) => x % y is var r && r < T.Zero ? (r + y) % y : r);
        }
    }

    private static string Name(Mode mode, string name, string type) => mode switch { Mode.Try => $"spark_try_{name}_{type}", Mode.Legacy => $"spark_legacy_{name}_{type}", _ => $"spark_{name}_{type}" };

    private static Int128 ToWide<T>(object value) where T : struct, IBinaryInteger<T> => Int128.CreateChecked((T)value);

    private static object? Narrow<T>(Int128 value, Mode mode, string overflow) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (value >= Int128.CreateChecked(T.MinValue) && value <= Int128.CreateChecked(T.MaxValue))
            return T.CreateTruncating(value);
        return mode switch
        {
            Mode.Legacy => T.CreateTruncating(value),
            Mode.Try => null,
            _ => throw new SparkRuntimeException(overflow, $"{value} does not fit the result's type. Use a `try_` function to tolerate overflow and return NULL instead."),
        };
    }

    private static object? ByZero(Mode mode, string errorClass) =>
        mode == Mode.Ansi ? throw new SparkRuntimeException(errorClass, "Division by zero. Use a `try_` function to tolerate divisor being 0 and return NULL instead.") : null;
}
