using System.Globalization;
using System.Numerics;
using System.Text;
using Distributary.Embedded.Functions.Patterns;
using Distributary.Embedded.Functions.Vectors;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>Numbers and times as formatted text and back.</summary>
internal static class FormatFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_date_format", [Timestamp, Varchar], Varchar, a => DatePattern.Get((string)a[1]!).Format((long)a[0]!)),
        new("spark_try_parse_time", [Varchar, Varchar], Timestamp, a => DatePattern.Get((string)a[1]!).Parse((string)a[0]!)),
        new("spark_parse_time", [Varchar, Varchar], Timestamp, a => DatePattern.Get((string)a[1]!).Parse((string)a[0]!)
            ?? throw new SparkRuntimeException("CANNOT_PARSE_TIMESTAMP", $"Text '{a[0]}' could not be parsed by '{a[1]}'. Use `try_to_timestamp` to tolerate invalid input string and return NULL instead.")),
        new("spark_format_number", [Varchar, Integer], Varchar, a => FormatNumber((string)a[0]!, (int)a[1]!)),
        new("spark_format_double", [DuckDB.NET.Native.DuckDBType.Double, Integer], Varchar, a => FormatNumber(JavaFloatText.Write((double)a[0]!), (int)a[1]!, (double)a[0]!)),
        new("spark_format_string", [Varchar], Varchar, FormatString) { Variadic = Any, TakesNulls = true },
    ];

    // Halves go to the even digit, as Java's DecimalFormat rounds.
    private static string? FormatNumber(string number, int places, double? exact = null)
    {
        if (places < 0)
            return null;
        if (number is "NaN" or "Infinity" or "-Infinity")
            return number switch { "NaN" => "NaN", "Infinity" => "∞", _ => "-∞" };
        var value = DecimalMath.Parse(number)!.Value;
        var rounded = Rounded(value, places, exact);
        var digits = new SqlDecimal(BigInteger.Abs(rounded.Unscaled), places).ToString();
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var text = new StringBuilder();
        for (var i = 0; i < whole.Length; i++)
        {
            if (i > 0 && (whole.Length - i) % 3 == 0)
                text.Append(',');
            text.Append(whole[i]);
        }
        var negative = value.Unscaled.Sign < 0 || number.StartsWith('-');
        return (negative ? "-" : "") + text + (point < 0 ? "" : digits[point..]);
    }

    // The digits are those that Java writes; a half among them that the double itself is not goes to the double's side.
    private static SqlDecimal Rounded(SqlDecimal value, int places, double? exact)
    {
        if (exact is not { } d || value.Scale <= places || DecimalMath.Parse(DecimalMath.ExactText(d)) is not { } whole || DecimalMath.Compare(whole, value) == 0)
            return MathFunctions.RoundHalfEven(value, places);
        return DecimalMath.Round(value.Scale == places + 1 && BigInteger.Abs(value.Unscaled) % 10 == 5 ? whole : value, places);
    }

    private static string? FormatString(object?[] arguments)
    {
        if (arguments[0] is not string format)
            return null;
        var text = new StringBuilder();
        var next = 1;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }
            var start = ++i;
            while (i < format.Length && !char.IsAsciiLetter(format[i]) && format[i] != '%')
                i++;
            if (i == format.Length)
                throw Unsupported(format);
            if (format[i] == '%' && i == start)
            {
                text.Append('%');
                continue;
            }
            if (format[i] == 'n' && i == start)
            {
                text.Append('\n');
                continue;
            }
            if (next >= arguments.Length)
                throw new SparkRuntimeException("INTERNAL_ERROR", $"The format '{format}' asks for more arguments than there are.");
            text.Append(Converted(format, format[start..i], format[i], arguments[next++] is float f && format[i] == 'f' ? (double)f : arguments[next - 1]));
        }
        return text.ToString();
    }

    private static string Converted(string format, string flags, char conversion, object? value)
    {
        var left = flags.StartsWith('-');
        var zero = flags.StartsWith('0');
        var rest = left || zero ? flags[1..] : flags;
        var parts = rest.Split('.');
        if (parts.Length > 2 || parts.Any(p => p.Length > 0 && p.AsSpan().ContainsAnyExceptInRange('0', '9')) || (conversion is not ('s' or 'f') && parts.Length > 1))
            throw Unsupported(format);
        var width = parts[0].Length > 0 ? int.Parse(parts[0], CultureInfo.InvariantCulture) : 0;
        int? precision = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : null;
        var text = (conversion, value) switch
        {
            (_, null) => precision is < 4 ? "null"[..precision.Value] : "null",
            ('s', string s) => precision is { } p && p < s.Length ? s[..p] : s,
            ('s', bool b) when precision is null => b ? "true" : "false",
            ('s', sbyte or short or int or long) when precision is null => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            ('s', double d) when precision is null => JavaFloatText.Write(d),
            ('s', float f) when precision is null => JavaFloatText.Write(f),
            ('d', sbyte or short or int or long) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            ('x', int n) => n.ToString("x", CultureInfo.InvariantCulture),
            ('x', long n) => n.ToString("x", CultureInfo.InvariantCulture),
            ('X', int n) => n.ToString("X", CultureInfo.InvariantCulture),
            ('X', long n) => n.ToString("X", CultureInfo.InvariantCulture),
            ('f', double d) when double.IsFinite(d) => (double.IsNegative(d) ? "-" : "") + DecimalMath.Round(DecimalMath.Parse(JavaFloatText.Write(Math.Abs(d)))!.Value, precision ?? 6),
            ('f', double d) => double.IsNaN(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity",
            ('f', SqlDecimal d) => DecimalMath.Round(d, precision ?? 6).ToString(),
            _ => throw Unsupported(format),
        };
        if (text.Length >= width)
            return text;
        if (zero && value is not null && text is not ("NaN" or "Infinity" or "-Infinity"))
            return text.StartsWith('-') ? "-" + text[1..].PadLeft(width - 1, '0') : text.PadLeft(width, '0');
        return left ? text.PadRight(width) : text.PadLeft(width);
    }

    private static SparkRuntimeException Unsupported(string format) => new(SparkErrors.Unsupported, $"not supported embedded: the format '{format}'");
}
