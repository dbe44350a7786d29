using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Functions;

/// <summary>Spark's error classes of DuckDB's failures.</summary>
public static partial class SparkErrors
{
    /// <summary>The class of values that Spark takes and this engine does not.</summary>
    public const string Unsupported = "UNSUPPORTED_EMBEDDED";

    // DuckDB's own checks that stand for Spark's: what its message says, and the class.
    private static readonly (Regex Message, string Class)[] Known =
    [
        (new("Overflow in .*(INT8|INT16)", RegexOptions.CultureInvariant), "BINARY_ARITHMETIC_OVERFLOW"),
        (new("Overflow in .*DECIMAL", RegexOptions.CultureInvariant), "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION"),
        (new("(Casting value|Could not cast value) .* to (type )?DECIMAL", RegexOptions.CultureInvariant), "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION"),
        (new("can't be cast because the value is out of range|(Casting value|Could not cast value|Failed to cast decimal value) .* to (type )?U?INT", RegexOptions.CultureInvariant), "CAST_OVERFLOW"),
        (new("Overflow (in|on) ", RegexOptions.CultureInvariant), "ARITHMETIC_OVERFLOW"),
        (new("Map keys can not be NULL", RegexOptions.CultureInvariant), "NULL_MAP_KEY"),
        (new("Map keys must be unique", RegexOptions.CultureInvariant), "DUPLICATED_MAP_KEY"),
        // Spark leaves these to Java, whose exception has no class of Spark's.
        (new("(Date|Timestamp|DATE|TIMESTAMP|Interval).*out of range", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase), "ArithmeticException"),
    ];

    /// <summary>The class of a failure that Spark has too, null for one that only DuckDB has.</summary>
    /// <param name="failure">What DuckDB reported while an expression was evaluated.</param>
    public static string? ClassOf(DuckDBException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var named = ClassInBrackets().Match(failure.Message);
        return named.Success ? named.Groups[1].Value : Known.FirstOrDefault(k => k.Message.IsMatch(failure.Message)).Class;
    }

    [GeneratedRegex(@"\[([A-Z_][A-Za-z0-9_]+(?:\.[A-Z0-9_]+)*)\]")]
    private static partial Regex ClassInBrackets();
}
