using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Model;

/// <summary>What is known of a value at compile time.</summary>
internal abstract class Value
{
    /// <summary>Where a value comes from that differs each time it is asked for: <c>Guid.NewGuid()</c>; null where it comes from nothing of that kind.</summary>
    public virtual VolatileSource? Volatile => null;

    /// <summary>Whether the value was made of the batch's id.</summary>
    public virtual bool FromBatchId => false;

    /// <summary>Whether the value may be another one in the next round of a loop.</summary>
    public virtual bool Varies => false;

    /// <summary>The value as a constant text, null where a part of it is not known.</summary>
    public virtual string? Constant => null;

    /// <summary>Whether both are surely the same value.</summary>
    public static bool Same(Value a, Value b) => ReferenceEquals(a, b) || a.Equals(b);
}

/// <summary>A clock, a random generator or a counter.</summary>
/// <param name="Source">How the source names it.</param>
/// <param name="IsCounter">Whether it counts from the start of the process.</param>
internal sealed record VolatileSource(string Source, bool IsCounter = false);

/// <summary>A constant.</summary>
internal sealed class ConstantValue(object? value) : Value
{
    public object? Value { get; } = value;

    public override string? Constant => Value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    public override bool Equals(object? obj) => obj is ConstantValue other && Equals(Value, other.Value);

    public override int GetHashCode() => Value?.GetHashCode() ?? 0;
}

/// <summary>A value that is not known. Two are the same where they have one key: a parameter, a field that is set once.</summary>
internal sealed class OpaqueValue(object key, VolatileSource? source = null, bool fromBatchId = false, bool varies = false) : Value
{
    public OpaqueValue() : this(new object())
    {
    }

    public object Key { get; } = key;

    public override VolatileSource? Volatile { get; } = source;

    public override bool FromBatchId { get; } = fromBatchId;

    public override bool Varies { get; } = varies;

    public override bool Equals(object? obj) =>
        obj is OpaqueValue other && (Key is ISymbol symbol ? other.Key is ISymbol otherSymbol && SymbolEqualityComparer.Default.Equals(symbol, otherSymbol) : Equals(Key, other.Key));

    public override int GetHashCode() => Key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : Key.GetHashCode();
}

/// <summary>A text of constant and unknown parts.</summary>
internal sealed class TextValue : Value
{
    private TextValue(IReadOnlyList<Value> parts) => Parts = parts;

    public IReadOnlyList<Value> Parts { get; }

    public override VolatileSource? Volatile => Parts.Select(p => p.Volatile).FirstOrDefault(v => v is not null);

    public override bool FromBatchId => Parts.Any(p => p.FromBatchId);

    public override bool Varies => Parts.Any(p => p.Varies);

    /// <summary>The parts one after the other.</summary>
    public static Value Concat(IEnumerable<Value> values)
    {
        var parts = new List<Value>();
        foreach (var part in values.SelectMany(v => v is TextValue text ? text.Parts : [v]))
        {
            if (part.Constant is { } next)
            {
                if (next.Length == 0)
                    continue;
                if (parts.Count > 0 && parts[parts.Count - 1].Constant is { } last)
                    parts[parts.Count - 1] = new ConstantValue(last + next);
                else
                    parts.Add(new ConstantValue(next));
            }
            else if (part is not ConstantValue)
            {
                parts.Add(part);
            }
        }
        return parts.Count switch { 0 => new ConstantValue(""), 1 when parts[0].Constant is not null => parts[0], _ => new TextValue(parts) };
    }

    public override bool Equals(object? obj) => obj is TextValue other && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(17, (hash, part) => (hash * 31) + part.GetHashCode());
}

/// <summary>A lambda, local function or method, with what it captured.</summary>
internal sealed class FunctionValue(IMethodSymbol method, IOperation? body, Scope? scope, Value? instance) : Value
{
    public IMethodSymbol Method { get; } = method;

    /// <summary>The body, null where it is to be found by the method's declaration.</summary>
    public IOperation? Body { get; } = body;

    public Scope? Scope { get; } = scope;

    public Value? Instance { get; } = instance;
}

/// <summary>An array, list or dictionary; a dictionary's elements are tuples.</summary>
internal sealed class CollectionValue(IEnumerable<Value> elements, bool isComplete) : Value
{
    public List<Value> Elements { get; } = [.. elements];

    /// <summary>Whether there are no other elements.</summary>
    public bool IsComplete { get; set; } = isComplete;
}

/// <summary>A tuple, an anonymous object, a record or another object of the compilation, as far as its members are known.</summary>
internal sealed class ObjectValue(ITypeSymbol? type) : Value
{
    public ITypeSymbol? Type { get; } = type;

    public Dictionary<string, Value> Members { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static ObjectValue Tuple(IEnumerable<Value> elements)
    {
        var tuple = new ObjectValue(null);
        foreach (var element in elements)
            tuple.Members["Item" + (tuple.Members.Count + 1)] = element;
        return tuple;
    }

    public Value? Item(int index) => Members.TryGetValue("Item" + (index + 1), out var item) ? item : null;
}

/// <summary>A task, with what it does.</summary>
internal sealed class TaskValue(IOperation site, IEnumerable<TaskValue> parts) : Value
{
    public IOperation Site { get; } = site;

    public IReadOnlyList<TaskValue> Parts { get; } = [.. parts];

    /// <summary>What awaiting it gives.</summary>
    public Value Result { get; set; } = new OpaqueValue();

    /// <summary>Whether it reads or writes a frame of the batch.</summary>
    public bool HasWork { get; set; }

    public bool IsObserved { get; private set; }

    public void Observe()
    {
        if (IsObserved)
            return;
        IsObserved = true;
        foreach (var part in Parts)
            part.Observe();
    }
}

/// <summary>Rows were counted, or looked for: what a condition depends on.</summary>
internal sealed class ProbeValue(FrameValue frame, IOperation site, string method) : Value
{
    public FrameValue Frame { get; } = frame;

    public IOperation Site { get; } = site;

    public string Method { get; } = method;
}

/// <summary>A session: the program's, the batch's own, or a clone.</summary>
internal sealed class SessionValue(SessionKind kind) : Value
{
    public SessionKind Kind { get; } = kind;
}

internal enum SessionKind
{
    /// <summary>Made or handed in outside the handler.</summary>
    Outer,

    /// <summary>The clone that the batch belongs to.</summary>
    Batch,

    /// <summary>Made within the handler.</summary>
    Own,
}

/// <summary>The settings of a session.</summary>
internal sealed class ConfValue(SessionValue? session) : Value
{
    public SessionValue? Session { get; } = session;
}
