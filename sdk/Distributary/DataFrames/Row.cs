using Distributary.Types;

namespace Distributary;

/// <summary>
/// One row of a frame. Values are <see cref="bool"/>, <see cref="sbyte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>,
/// <see cref="double"/>, <see cref="decimal"/>, <see cref="string"/>, <see cref="byte"/> arrays, <see cref="DateOnly"/>, <see cref="DateTime"/> (UTC for
/// TIMESTAMP, unspecified for TIMESTAMP_NTZ), lists, dictionaries, rows for structs, and null.
/// </summary>
public sealed class Row
{
    private readonly object?[] values;

    /// <summary>A row of values.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="values">A value for each.</param>
    public Row(StructType schema, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(values);
        if (schema.Fields.Count != values.Length)
            throw new ArgumentException($"{values.Length} values for {schema.Fields.Count} columns.", nameof(values));
        Schema = schema;
        this.values = values;
    }

    /// <summary>The row's columns.</summary>
    public StructType Schema { get; }

    /// <summary>The values in the order of the columns.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <summary>The value of a column by its place, from 0.</summary>
    public object? this[int index] => values[index];

    /// <summary>The value of a column by its name.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public object? this[string name] => values[IndexOf(name)];

    /// <summary>The value of a column as a type.</summary>
    /// <exception cref="InvalidCastException">The value is of another type; the message names the column and both types.</exception>
    public T GetAs<T>(string name) => GetAs<T>(IndexOf(name));

    /// <summary>The value of a column as a type.</summary>
    /// <exception cref="InvalidCastException">The value is of another type; the message names the column and both types.</exception>
    public T GetAs<T>(int index) => values[index] switch
    {
        T value => value,
        null when default(T) is null => default!,
        var value => throw new InvalidCastException(
            $"The column '{Schema.Fields[index].Name}' ({Schema.Fields[index].DataType}) holds {(value is null ? "NULL" : value.GetType().Name)}, not {typeof(T).Name}."),
    };

    /// <summary>Whether the value is NULL.</summary>
    public bool IsNullAt(int index) => values[index] is null;

    /// <summary>The values in brackets, separated by commas.</summary>
    public override string ToString() => "[" + string.Join(",", values.Select(v => ValueText.Of(v) ?? "null")) + "]";

    private int IndexOf(string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (string.Equals(Schema.Fields[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        throw new ArgumentException($"There is no column '{name}'. The columns are: {string.Join(", ", Schema.Fields.Select(f => f.Name))}.", nameof(name));
    }
}
