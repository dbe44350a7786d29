using System.Text;
using Distributary.Embedded.Files.Tables;
using Distributary.Embedded.Functions;
using Distributary.Types;

namespace Distributary.Embedded.Files.Text;

/// <summary>Reads a value from text into a column.</summary>
/// <returns>False where the text is no value of the column's type.</returns>
internal delegate bool CellParser(ReadOnlySpan<byte> text, ColumnVector column, ulong row);

/// <summary>Parsers of the types that a text file's cell can have.</summary>
internal static class CellParsers
{
    public static CellParser Text { get; } = static (text, column, row) =>
    {
        column.SetBytes(row, text);
        return true;
    };

    public static CellParser Boolean { get; } = static (text, column, row) =>
    {
        var ok = NumberText.TryBoolean(text, out var value);
        column.Set(row, value);
        return ok;
    };

    public static CellParser Date(string? pattern)
    {
        if (pattern is null)
        {
            return static (text, column, row) =>
            {
                var ok = TimeText.TryDate(text, out var days);
                column.Set(row, days);
                return ok;
            };
        }
        var parsed = TimePattern.Parse(pattern);
        return (text, column, row) =>
        {
            var ok = parsed.TryDate(text, out var days);
            column.Set(row, days);
            return ok;
        };
    }

    public static CellParser Instant(string? pattern, Zone zone)
    {
        if (pattern is null)
        {
            return (text, column, row) =>
            {
                var ok = TimeText.TryInstant(text, zone, out var microseconds);
                column.Set(row, microseconds);
                return ok;
            };
        }
        var parsed = TimePattern.Parse(pattern);
        return (text, column, row) =>
        {
            var ok = parsed.TryInstant(text, zone, out var microseconds);
            column.Set(row, microseconds);
            return ok;
        };
    }

    public static CellParser Local(string? pattern)
    {
        if (pattern is null)
        {
            return static (text, column, row) =>
            {
                var ok = TimeText.TryLocal(text, out var microseconds);
                column.Set(row, microseconds);
                return ok;
            };
        }
        var parsed = TimePattern.Parse(pattern);
        return (text, column, row) =>
        {
            var ok = parsed.TryLocal(text, out var microseconds);
            column.Set(row, microseconds);
            return ok;
        };
    }

    /// <summary>Whole numbers and decimals.</summary>
    /// <returns>Null where the type is neither.</returns>
    public static CellParser? Exact(DataType type, bool groups) => type switch
    {
        ByteType => static (text, column, row) => Whole<sbyte>(text, column, row, sbyte.MinValue, sbyte.MaxValue, v => (sbyte)v),
        ShortType => static (text, column, row) => Whole<short>(text, column, row, short.MinValue, short.MaxValue, v => (short)v),
        IntegerType => static (text, column, row) => Whole<int>(text, column, row, int.MinValue, int.MaxValue, v => (int)v),
        LongType => static (text, column, row) => Whole<long>(text, column, row, long.MinValue, long.MaxValue, v => v),
        DecimalType d => (text, column, row) => Decimal(text, column, row, d, groups),
        _ => null,
    };

    private static bool Whole<T>(ReadOnlySpan<byte> text, ColumnVector column, ulong row, long min, long max, Func<long, T> narrow) where T : unmanaged
    {
        var ok = NumberText.TryWhole(text, min, max, out var value);
        if (ok)
            column.Set(row, narrow(value));
        return ok;
    }

    private static bool Decimal(ReadOnlySpan<byte> text, ColumnVector column, ulong row, DecimalType type, bool groups)
    {
        var digits = Encoding.UTF8.GetString(text);
        if (groups)
            digits = digits.Replace(",", "", StringComparison.Ordinal);
        if (DecimalMath.Parse(digits) is not { } parsed)
            return false;
        var value = DecimalMath.Round(parsed, type.Scale);
        if (value.Precision > type.Precision)
            return false;
        column.SetDecimal(row, type, (Int128)value.Unscaled);
        return true;
    }
}
