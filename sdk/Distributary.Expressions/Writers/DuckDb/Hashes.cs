using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Hash functions.</summary>
internal static class Hashes
{
    public static void AddTo(FunctionTable table)
    {
        table.AddTotal("md5", (w, c) => $"md5({Strings.AsBytes(w, c.Arguments[0])})");
        table.AddTotal("sha", (w, c) => $"sha1({Strings.AsBytes(w, c.Arguments[0])})");
        table.Alias("sha1", "sha");
        table.AddTotal("sha2", (w, c) => Call("spark_sha2", Strings.AsBytes(w, c.Arguments[0]), w.Write(c.Arguments[1])));
        table.AddTotal("crc32", (w, c) => Call("spark_crc32", Strings.AsBytes(w, c.Arguments[0])));
        table.AddTotal("hash", (w, c) => Hash(w, c, "spark_murmur3"));
        table.AddTotal("xxhash64", (w, c) => Hash(w, c, "spark_xxhash64"));
    }

    private const int ShortDecimal = 18;

    // The types decide how a value is hashed: a date as an int, a short decimal as a long, whatever DuckDB stores.
    private static string Hash(SqlWriter w, BoundCall c, string function)
    {
        foreach (var argument in c.Arguments)
            RequireHashable(argument.Type, nested: false);
        return Call(function, c.Arguments.Select(a => a.Type is DecimalType { Precision: > ShortDecimal } ? Call("spark_decimal_bytes", w.Write(a)) : w.Write(a)).ToArray());
    }

    private static void RequireHashable(DataType type, bool nested)
    {
        switch (type)
        {
            case ArrayType a:
                RequireHashable(a.ElementType, nested: true);
                break;
            case StructType s:
                foreach (var field in s.Fields)
                    RequireHashable(field.DataType, nested: true);
                break;
            case DecimalType { Precision: > ShortDecimal } when nested:
                throw new UnsupportedExpressionException($"a hash of {type.CatalogString} inside of another value");
            case MapType:
                throw new UnsupportedExpressionException("a hash of a map");
            default:
                break;
        }
    }
}
