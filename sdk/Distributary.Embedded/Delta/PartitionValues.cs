using Distributary.Embedded.Engine;
using Distributary.Types;

namespace Distributary.Embedded.Delta;

/// <summary>Partition columns' values in the protocol's text form, to and from the engine's SQL.</summary>
internal static class PartitionValues
{
    /// <summary>Whether a column of the type can be a partition column.</summary>
    public static bool CanHold(DataType type) => type is NumericType or StringType or BooleanType or DateType or TimestampType or TimestampNTZType;

    /// <summary>The SQL that writes a value as text.</summary>
    /// <param name="value">The SQL of the value, of the column's storage type.</param>
    /// <param name="type">The column's type.</param>
    public static string Write(string value, DataType type) => type switch
    {
        // The protocol reads an empty text as NULL anyway.
        StringType => $"nullif({value}, '')",
        TimestampType => $"strftime(timezone('UTC', {value}), '%Y-%m-%dT%H:%M:%S.%fZ')",
        TimestampNTZType => $"strftime({value}, '%Y-%m-%d %H:%M:%S.%f')",
        _ => $"CAST({value} AS VARCHAR)",
    };

    /// <summary>The SQL of a value that the log has as text.</summary>
    /// <param name="text">The text, null for NULL.</param>
    /// <param name="type">The column's type.</param>
    public static string Read(string? text, DataType type)
    {
        var storage = StorageTypes.Of(type);
        if (string.IsNullOrEmpty(text))
            return $"CAST(NULL AS {storage})";
        // Without a zone it is the writer's own, which the log doesn't say; UTC is what servers run in.
        if (type is TimestampType && !text.EndsWith('Z') && text.LastIndexOfAny(['+', '-']) < text.IndexOf(':', StringComparison.Ordinal))
            text += "+00";
        return $"CAST({DuckDbSql.Text(text)} AS {storage})";
    }
}
