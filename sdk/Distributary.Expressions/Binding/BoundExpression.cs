using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>
/// A node of a bound tree: names resolved, every implicit cast explicit, every operator a call. Writers need nothing but this tree.
/// </summary>
/// <param name="Type">The value's type.</param>
/// <param name="Nullable">Whether the value may be NULL.</param>
public abstract record BoundExpression(DataType Type, bool Nullable)
{
    /// <summary>Where the node stands in its SQL text. Not part of equality.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Whether the other node is of the same kind, type and nullability.</summary>
    public virtual bool Equals(BoundExpression? other) =>
        other is not null && EqualityContract == other.EqualityContract && Type == other.Type && Nullable == other.Nullable;

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((EqualityContract.GetHashCode() * 31) + Type.GetHashCode());
}

/// <summary>A constant.</summary>
/// <param name="Value">
/// The value as in <see cref="Literal.Value"/>; a date is its days since 1970-01-01 (<see cref="int"/>), a timestamp its microseconds (<see cref="long"/>),
/// a year-month interval its months (<see cref="int"/>), a day-time interval its microseconds (<see cref="long"/>), a calendar interval a <see cref="CalendarInterval"/>.
/// </param>
/// <param name="Type">The constant's type.</param>
public sealed record BoundLiteral(object? Value, DataType Type) : BoundExpression(Type, Value is null);

/// <summary>Months, days and microseconds of a calendar interval.</summary>
public readonly record struct CalendarInterval(int Months, int Days, long Microseconds);

/// <summary>A column of the input.</summary>
/// <param name="Column">The column.</param>
public sealed record BoundColumn(PlanColumn Column) : BoundExpression(Column.Type, Column.Nullable);

/// <summary>A field of a struct.</summary>
public sealed record BoundField(BoundExpression Operand, string Name, DataType Type, bool Nullable) : BoundExpression(Type, Nullable);

/// <summary>A call of a function or operator; operators are functions named as in Spark's registry (<c>+</c>, <c>and</c>, <c>&lt;=&gt;</c>, <c>in</c>, <c>like</c>, <c>isnull</c>).</summary>
/// <param name="Function">The function's name in lower case.</param>
/// <param name="Arguments">The arguments, already cast to what the function takes.</param>
/// <param name="Type">The result's type.</param>
/// <param name="Nullable">Whether the result may be NULL.</param>
public sealed record BoundCall(string Function, ValueList<BoundExpression> Arguments, DataType Type, bool Nullable) : BoundExpression(Type, Nullable)
{
    /// <summary>What kind of function it is.</summary>
    public FunctionKind Kind { get; init; }

    /// <summary>Whether an aggregate takes each value once.</summary>
    public bool Distinct { get; init; }

    /// <summary>The condition of an aggregate's <c>FILTER</c>, null where there is none.</summary>
    public BoundExpression? Filter { get; init; }

    /// <summary>Whether NULLs are left out by <c>IGNORE NULLS</c>.</summary>
    public bool IgnoreNulls { get; init; }

    /// <summary>The order of <c>WITHIN GROUP</c>, empty where there is none.</summary>
    public ValueList<BoundSort> WithinGroup { get; init; }

    /// <summary>The window, null where the call has none.</summary>
    public BoundWindow? Over { get; init; }
}

/// <summary>The window of a call.</summary>
public sealed record BoundWindow(ValueList<BoundExpression> PartitionBy, ValueList<BoundSort> OrderBy, WindowFrame? Frame);

/// <summary>An expression to sort by.</summary>
public sealed record BoundSort(BoundExpression Operand, bool Descending, bool NullsFirst);

/// <summary>How a cast treats a value that does not fit.</summary>
public enum CastMode
{
    /// <summary>It is an error, as ANSI mode asks.</summary>
    Ansi,
    /// <summary>It becomes NULL or wraps around, as Spark does with ANSI mode off.</summary>
    Legacy,
    /// <summary>It becomes NULL: <c>TRY_CAST</c>.</summary>
    Try,
}

/// <summary>A change of type, written by the user or put in by the binder.</summary>
public sealed record BoundCast(BoundExpression Operand, DataType Type, CastMode Mode, bool Nullable, bool Implicit) : BoundExpression(Type, Nullable);

/// <summary>A choice by conditions; a <c>CASE</c> with an operand is bound as one with comparisons.</summary>
public sealed record BoundCase(ValueList<BoundWhen> Branches, BoundExpression? Else, DataType Type, bool Nullable) : BoundExpression(Type, Nullable);

/// <summary>One branch of a <see cref="BoundCase"/>.</summary>
public sealed record BoundWhen(BoundExpression Condition, BoundExpression Result);

/// <summary>A lambda given to a higher-order function.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Body">The result for them.</param>
public sealed record BoundLambda(ValueList<BoundLambdaParameter> Parameters, BoundExpression Body) : BoundExpression(Body.Type, Body.Nullable);

/// <summary>A parameter of a lambda, where it is declared and where it is used.</summary>
/// <param name="Id">Tells parameters of one name apart.</param>
/// <param name="Name">The name as written.</param>
/// <param name="Type">The type of what is passed.</param>
/// <param name="Nullable">Whether it may be NULL.</param>
public sealed record BoundLambdaParameter(int Id, string Name, DataType Type, bool Nullable) : BoundExpression(Type, Nullable);
