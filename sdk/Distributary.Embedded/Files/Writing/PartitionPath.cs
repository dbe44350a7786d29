using System.Globalization;
using System.Text;
using Distributary.Types;

namespace Distributary.Embedded.Files.Writing;

/// <summary>The folder of a partition column's value, named as Spark names it: <c>day=2020-02-29</c>.</summary>
internal static class PartitionPath
{
    private const string Escaped = "\"#%'*/:=?\\\u007f{[]^";

    public static string Segment(StructField column, object? value) =>
        $"{Escape(column.Name)}={(value is null or "" ? "__HIVE_DEFAULT_PARTITION__" : Escape(Text(column, value)))}";

    private static string Text(StructField column, object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        float number => Functions.JavaFloatText.Write(number),
        double number => Functions.JavaFloatText.Write(number),
        IFormattable number when column.DataType is NumericType => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"The column '{column.Name}' of type {column.DataType.CatalogString} can't be a partition column. Partition by a date or a string made of it."),
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (c < ' ' || Escaped.Contains(c, StringComparison.Ordinal))
                escaped.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }
}
