using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>
/// A node of an expression's syntax tree. Trees are values: two are equal when they say the same, wherever they stood in a text.
/// </summary>
public abstract record Expression
{
    /// <summary>Where the node stands in its SQL text; empty where the tree was built by code. Not part of equality.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Whether the other node is of the same kind; derived records compare their parts.</summary>
    public virtual bool Equals(Expression? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();
}

/// <summary>A constant whose value the text says completely.</summary>
/// <param name="Value">
/// The value: null, <see cref="bool"/>, <see cref="sbyte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>,
/// <see cref="double"/>, <see cref="SqlDecimal"/>, <see cref="string"/> or, for binary, a <see cref="ValueList{T}"/> of bytes.
/// </param>
/// <param name="Type">The constant's type.</param>
public sealed record Literal(object? Value, DataType Type) : Expression;

/// <summary>A literal whose text the binder reads: <c>DATE '2020-01-01'</c>, <c>TIMESTAMP '..'</c>, <c>INTERVAL '1 day'</c>.</summary>
/// <param name="TypeName">The type's name in upper case.</param>
/// <param name="Text">The string after it, unescaped.</param>
public sealed record TypedLiteral(string TypeName, string Text) : Expression;

/// <summary>An interval of one or more units: <c>INTERVAL 1 DAY 2 HOURS</c>, <c>INTERVAL '1-2' YEAR TO MONTH</c>.</summary>
/// <param name="Parts">The values with their units.</param>
public sealed record IntervalLiteral(ValueList<IntervalPart> Parts) : Expression;

/// <summary>One value of an <see cref="IntervalLiteral"/>.</summary>
/// <param name="Value">The number or quoted text, with its sign.</param>
/// <param name="Unit">The unit in upper case and singular.</param>
/// <param name="To">The last unit of a range such as <c>YEAR TO MONTH</c>, else null.</param>
public sealed record IntervalPart(string Value, string Unit, string? To = null);

/// <summary>A column, perhaps qualified or a path into nested fields: <c>a</c>, <c>t.a</c>, <c>a.b.c</c>. The binder decides which.</summary>
/// <param name="Parts">The names, without quotes.</param>
public sealed record ColumnReference(ValueList<string> Parts) : Expression
{
    /// <summary>A reference to one name.</summary>
    public ColumnReference(string name) : this(ValueList.Of(name))
    {
    }
}

/// <summary>All columns: <c>*</c>, <c>t.*</c>, <c>* EXCEPT (a, b)</c>.</summary>
/// <param name="Qualifier">The names before the star.</param>
/// <param name="Except">The columns left out.</param>
public sealed record Star(ValueList<string> Qualifier, ValueList<ColumnReference> Except) : Expression;

/// <summary>Operators with one operand.</summary>
public enum UnaryOperator
{
    /// <summary><c>NOT a</c>, <c>! a</c></summary>
    Not,
    /// <summary><c>-a</c></summary>
    Negate,
    /// <summary><c>+a</c></summary>
    Plus,
    /// <summary><c>~a</c></summary>
    BitwiseNot,
}

/// <summary>An operator and its operand.</summary>
public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand) : Expression;

/// <summary>Operators with two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>OR</c></summary>
    Or,
    /// <summary><c>AND</c></summary>
    And,
    /// <summary><c>=</c>, <c>==</c></summary>
    Equal,
    /// <summary><c>&lt;&gt;</c>, <c>!=</c></summary>
    NotEqual,
    /// <summary><c>&lt;=&gt;</c></summary>
    NullSafeEqual,
    /// <summary><c>&lt;</c></summary>
    LessThan,
    /// <summary><c>&lt;=</c></summary>
    LessThanOrEqual,
    /// <summary><c>&gt;</c></summary>
    GreaterThan,
    /// <summary><c>&gt;=</c></summary>
    GreaterThanOrEqual,
    /// <summary><c>+</c></summary>
    Add,
    /// <summary><c>-</c></summary>
    Subtract,
    /// <summary><c>*</c></summary>
    Multiply,
    /// <summary><c>/</c></summary>
    Divide,
    /// <summary><c>%</c></summary>
    Remainder,
    /// <summary><c>div</c></summary>
    IntegralDivide,
    /// <summary><c>||</c></summary>
    Concat,
    /// <summary><c>&amp;</c></summary>
    BitwiseAnd,
    /// <summary><c>|</c></summary>
    BitwiseOr,
    /// <summary><c>^</c></summary>
    BitwiseXor,
    /// <summary><c>&lt;&lt;</c></summary>
    ShiftLeft,
    /// <summary><c>&gt;&gt;</c></summary>
    ShiftRight,
    /// <summary><c>&gt;&gt;&gt;</c></summary>
    ShiftRightUnsigned,
}

/// <summary>An operator between two operands.</summary>
public sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary>What <c>IS</c> tests for.</summary>
public enum IsTest
{
    /// <summary><c>IS NULL</c></summary>
    Null,
    /// <summary><c>IS TRUE</c></summary>
    True,
    /// <summary><c>IS FALSE</c></summary>
    False,
    /// <summary><c>IS UNKNOWN</c></summary>
    Unknown,
}

/// <summary><c>a IS [NOT] NULL</c> and the like.</summary>
public sealed record IsExpression(Expression Operand, IsTest Test, bool Negated) : Expression;

/// <summary><c>a IS [NOT] DISTINCT FROM b</c>.</summary>
public sealed record IsDistinctFromExpression(Expression Left, Expression Right, bool Negated) : Expression;

/// <summary><c>a [NOT] BETWEEN low AND high</c>.</summary>
public sealed record BetweenExpression(Expression Operand, Expression Low, Expression High, bool Negated) : Expression;

/// <summary><c>a [NOT] IN (x, y)</c>.</summary>
public sealed record InExpression(Expression Operand, ValueList<Expression> Values, bool Negated) : Expression;

/// <summary>The pattern languages of <see cref="LikeExpression"/>.</summary>
public enum LikeKind
{
    /// <summary><c>LIKE</c></summary>
    Like,
    /// <summary><c>ILIKE</c></summary>
    ILike,
    /// <summary><c>RLIKE</c>, <c>REGEXP</c></summary>
    RLike,
}

/// <summary>How many patterns of a list must match.</summary>
public enum LikeQuantifier
{
    /// <summary><c>ANY</c>, <c>SOME</c></summary>
    Any,
    /// <summary><c>ALL</c></summary>
    All,
}

/// <summary><c>a [NOT] LIKE pattern [ESCAPE c]</c>.</summary>
public sealed record LikeExpression(Expression Operand, LikeKind Kind, Expression Pattern, string? Escape, bool Negated) : Expression;

/// <summary><c>a [NOT] LIKE ANY (p, q)</c>.</summary>
public sealed record QuantifiedLikeExpression(Expression Operand, LikeKind Kind, LikeQuantifier Quantifier, ValueList<Expression> Patterns, bool Negated) : Expression;

/// <summary><c>CASE [operand] WHEN .. THEN .. [ELSE ..] END</c>.</summary>
public sealed record CaseExpression(Expression? Operand, ValueList<WhenClause> Branches, Expression? Else) : Expression;

/// <summary>One branch of a <see cref="CaseExpression"/>.</summary>
public sealed record WhenClause(Expression Condition, Expression Result);

/// <summary><c>CAST(a AS type)</c>, <c>TRY_CAST(a AS type)</c>, <c>a :: type</c>.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Type">The type it becomes.</param>
/// <param name="Try">Whether a value that does not fit becomes NULL.</param>
public sealed record CastExpression(Expression Operand, DataType Type, bool Try = false) : Expression;

/// <summary>A call of a function by name. Forms with a grammar of their own are calls too, of the function that gives the same.</summary>
/// <remarks>
/// <para>
/// <c>EXTRACT(year FROM s)</c> is <c>extract('year', s)</c>; <c>TRIM(BOTH c FROM s)</c> is <c>trim(c, s)</c>, with LEADING <c>ltrim(c, s)</c>, with TRAILING <c>rtrim(c, s)</c>;
/// <c>POSITION(a IN s)</c> is <c>position(a, s)</c>; <c>SUBSTRING(s FROM i FOR n)</c> is <c>substring(s, i, n)</c>; <c>OVERLAY(s PLACING r FROM i FOR n)</c> is <c>overlay(s, r, i, n)</c>;
/// <c>(a, b)</c> is <c>struct(a, b)</c>, whose arguments may be <see cref="AliasExpression"/>s; <c>a COLLATE c</c> is <c>collate(a, 'c')</c>;
/// <c>TIMESTAMPADD(HOUR, n, t)</c>, <c>TIMESTAMPDIFF(..)</c> and their other names have the unit as a string literal in upper case.
/// </para>
/// <para><c>CURRENT_DATE</c> and the like without parentheses are <see cref="ColumnReference"/>s: Spark looks for a column of that name first.</para>
/// </remarks>
/// <param name="Name">The function's name as written, parts joined by dots.</param>
/// <param name="Arguments">The arguments in order.</param>
public sealed record FunctionCall(string Name, ValueList<Expression> Arguments) : Expression
{
    /// <summary>Whether <c>DISTINCT</c> stands before the arguments.</summary>
    public bool Distinct { get; init; }

    /// <summary>The condition of <c>FILTER (WHERE ..)</c>, null where there is none.</summary>
    public Expression? Filter { get; init; }

    /// <summary>Whether <c>IGNORE NULLS</c> (true) or <c>RESPECT NULLS</c> (false) stands after the arguments; null where neither does.</summary>
    public bool? IgnoreNulls { get; init; }

    /// <summary>The window after <c>OVER</c>, null where there is none.</summary>
    public WindowSpecification? Over { get; init; }

    /// <summary>The order of <c>WITHIN GROUP (ORDER BY ..)</c>.</summary>
    public ValueList<SortExpression> WithinGroup { get; init; }
}

/// <summary>The window of a window function call.</summary>
public sealed record WindowSpecification(ValueList<Expression> PartitionBy, ValueList<SortExpression> OrderBy, WindowFrame? Frame);

/// <summary>The frame of a window.</summary>
public sealed record WindowFrame(bool Rows, WindowBound Start, WindowBound End);

/// <summary>What a window's bound counts from.</summary>
public enum WindowBoundKind
{
    /// <summary>The partition's first row.</summary>
    UnboundedPreceding,
    /// <summary>An offset before the current row.</summary>
    Preceding,
    /// <summary>The current row.</summary>
    CurrentRow,
    /// <summary>An offset after the current row.</summary>
    Following,
    /// <summary>The partition's last row.</summary>
    UnboundedFollowing,
}

/// <summary>One end of a <see cref="WindowFrame"/>.</summary>
public sealed record WindowBound(WindowBoundKind Kind, Expression? Offset = null);

/// <summary>A named argument of a call: <c>name =&gt; value</c>.</summary>
public sealed record NamedArgument(string Name, Expression Value) : Expression;

/// <summary>A lambda: <c>x -&gt; x + 1</c>, <c>(k, v) -&gt; k</c>.</summary>
public sealed record LambdaExpression(ValueList<string> Parameters, Expression Body) : Expression;

/// <summary>An element of an array or map: <c>a[1]</c>.</summary>
public sealed record SubscriptExpression(Expression Operand, Expression Index) : Expression;

/// <summary>A field of a value that is no plain column: <c>f(a).b</c>.</summary>
public sealed record FieldAccess(Expression Operand, string Name) : Expression;

/// <summary>An expression with a name for its column: <c>a AS b</c>.</summary>
public sealed record AliasExpression(Expression Operand, string Name) : Expression;

/// <summary>An expression to sort by.</summary>
/// <param name="Operand">What to sort by.</param>
/// <param name="Descending">Whether the largest comes first.</param>
/// <param name="NullsFirst">Whether NULLs come first; null for Spark's default: first when ascending, last when descending.</param>
public sealed record SortExpression(Expression Operand, bool Descending = false, bool? NullsFirst = null) : Expression;

/// <summary>Stands where the text lacks an expression; only in trees that come with a syntax error.</summary>
public sealed record MissingExpression : Expression;
