using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Writes a call of one function.</summary>
internal delegate string FunctionWriter(SqlWriter writer, BoundCall call);

/// <summary>Which function is written how. A function that no family lists is refused.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, FunctionWriter> writers = new(StringComparer.Ordinal);
    private readonly HashSet<string> total = new(StringComparer.Ordinal);

    public static FunctionTable Default { get; } = Create();

    public FunctionWriter Find(string function) =>
        writers.TryGetValue(function, out var writer) ? writer : throw new UnsupportedExpressionException($"the function {function}");

    /// <summary>Whether the function gives a value or NULL for all arguments, never an error.</summary>
    public bool IsTotal(string function) => total.Contains(function);

    /// <summary>Adds a function that may fail at run time.</summary>
    public void Add(string name, FunctionWriter writer) => writers.Add(name, writer);

    /// <summary>Adds a function that never fails at run time.</summary>
    public void AddTotal(string name, FunctionWriter writer)
    {
        writers.Add(name, writer);
        total.Add(name);
    }

    /// <summary>Adds a function that is a call of another name with the same arguments.</summary>
    public void AddCall(string name, string duckDbFunction) => Add(name, Calling(duckDbFunction));

    /// <summary>Adds such a function that never fails.</summary>
    public void AddTotalCall(string name, string duckDbFunction) => AddTotal(name, Calling(duckDbFunction));

    /// <summary>Adds a function that can't be had, with the reason.</summary>
    public void Refuse(string name, string reason) => Add(name, (_, _) => throw new UnsupportedExpressionException($"{name}: {reason}"));

    public void Alias(string name, string existing)
    {
        writers.Add(name, writers[existing]);
        if (total.Contains(existing))
            total.Add(name);
    }

    private static FunctionWriter Calling(string function) => (w, c) => SqlText.Call(function, w.WriteAll(c.Arguments));

    private static FunctionTable Create()
    {
        var table = new FunctionTable();
        Logic.AddTo(table);
        Comparisons.AddTo(table);
        Arithmetic.AddTo(table);
        Mathematics.AddTo(table);
        Strings.AddTo(table);
        Patterns.AddTo(table);
        Dates.AddTo(table);
        Timestamps.AddTo(table);
        Collections.AddTo(table);
        Maps.AddTo(table);
        HigherOrder.AddTo(table);
        Hashes.AddTo(table);
        TimeFormats.AddTo(table);
        Formats.AddTo(table);
        JsonForms.AddTo(table);
        Aggregates.AddTo(table);
        return table;
    }
}
