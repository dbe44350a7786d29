using System.Numerics;

namespace Distributary.Spark.Py4J.Objects;

/// <summary>Takes what the JVM returned for the type that the caller asks for.</summary>
internal static class Results
{
    public static T As<T>(object? result, string member)
    {
        var wanted = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object? converted = result switch
        {
            int v when wanted == typeof(long) => (long)v,
            int v when wanted == typeof(double) => (double)v,
            SqlDecimal v when wanted == typeof(decimal) => ToDecimal(v, member),
            _ => result,
        };
        return converted switch
        {
            T v => v,
            null when default(T) is null => default!,
            _ => throw new InvalidCastException($"'{member}' returned {Describe(result)}, which is no {typeof(T).Name}."),
        };
    }

    private static decimal ToDecimal(SqlDecimal value, string member)
    {
        var magnitude = BigInteger.Abs(value.Unscaled);
        if (magnitude >> 96 != 0 || value.Scale > 28)
            throw new InvalidCastException($"'{member}' returned {value}, which has too many digits for a decimal; ask for a {nameof(SqlDecimal)}.");
        var word = (BigInteger)uint.MaxValue;
        return new((int)(uint)(magnitude & word), (int)(uint)((magnitude >> 32) & word), (int)(uint)(magnitude >> 64), value.Unscaled.Sign < 0, (byte)value.Scale);
    }

    private static string Describe(object? result) => result switch
    {
        null => "null",
        JvmObject v => $"an object of the JVM ({v.Kind})",
        _ => $"a {result.GetType().Name}",
    };
}
