using System.Globalization;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;
using Distributary.Types;

namespace Distributary;

/// <summary>
/// A column expression: the same tree that SQL text gives, built by code. Binding against a frame's columns happens when the frame is used.
/// </summary>
/// <param name="expression">The expression's tree.</param>
#pragma warning disable CS0660, CS0661 // == builds an expression, as everywhere in Spark's APIs; columns have no equality of their own.
public class Column(Expression expression)
#pragma warning restore CS0660, CS0661
{
    /// <summary>The expression's tree.</summary>
    public Expression Expression { get; } = expression;

    /// <summary><c>left = right</c></summary>
    public static Column operator ==(Column left, object? right) => left.Binary(BinaryOperator.Equal, right);

    /// <summary><c>NOT left = right</c></summary>
    public static Column operator !=(Column left, object? right) => left.Binary(BinaryOperator.NotEqual, right);

    /// <summary><c>left &gt; right</c></summary>
    public static Column operator >(Column left, object? right) => left.Binary(BinaryOperator.GreaterThan, right);

    /// <summary><c>left &lt; right</c></summary>
    public static Column operator <(Column left, object? right) => left.Binary(BinaryOperator.LessThan, right);

    /// <summary><c>left &gt;= right</c></summary>
    public static Column operator >=(Column left, object? right) => left.Binary(BinaryOperator.GreaterThanOrEqual, right);

    /// <summary><c>left &lt;= right</c></summary>
    public static Column operator <=(Column left, object? right) => left.Binary(BinaryOperator.LessThanOrEqual, right);

    /// <summary><c>left + right</c></summary>
    public static Column operator +(Column left, object? right) => left.Binary(BinaryOperator.Add, right);

    /// <summary><c>left - right</c></summary>
    public static Column operator -(Column left, object? right) => left.Binary(BinaryOperator.Subtract, right);

    /// <summary><c>left * right</c></summary>
    public static Column operator *(Column left, object? right) => left.Binary(BinaryOperator.Multiply, right);

    /// <summary><c>left / right</c></summary>
    public static Column operator /(Column left, object? right) => left.Binary(BinaryOperator.Divide, right);

    /// <summary><c>left % right</c></summary>
    public static Column operator %(Column left, object? right) => left.Binary(BinaryOperator.Remainder, right);

    /// <summary><c>left AND right</c></summary>
    public static Column operator &(Column left, Column right) => left.And(right);

    /// <summary><c>left OR right</c></summary>
    public static Column operator |(Column left, Column right) => left.Or(right);

    /// <summary><c>NOT operand</c></summary>
    public static Column operator !(Column operand) => new(new UnaryExpression(UnaryOperator.Not, operand.Expression));

    /// <summary><c>-operand</c></summary>
    public static Column operator -(Column operand) => new(new UnaryExpression(UnaryOperator.Negate, operand.Expression));

    /// <summary>Equality test.</summary>
    public Column EqualTo(object? other) => this == other;

    /// <summary>Inequality test.</summary>
    public Column NotEqual(object? other) => this != other;

    /// <summary>Greater than.</summary>
    public Column Gt(object? other) => this > other;

    /// <summary>Less than.</summary>
    public Column Lt(object? other) => this < other;

    /// <summary>Greater than or equal.</summary>
    public Column Geq(object? other) => this >= other;

    /// <summary>Less than or equal.</summary>
    public Column Leq(object? other) => this <= other;

    /// <summary>Equality where two NULLs are equal: <c>&lt;=&gt;</c>.</summary>
    public Column EqNullSafe(object? other) => Binary(BinaryOperator.NullSafeEqual, other);

    /// <summary><c>this AND other</c></summary>
    public Column And(Column other) => Binary(BinaryOperator.And, other);

    /// <summary><c>this OR other</c></summary>
    public Column Or(Column other) => Binary(BinaryOperator.Or, other);

    /// <summary>Sum.</summary>
    public Column Plus(object? other) => this + other;

    /// <summary>Difference.</summary>
    public Column Minus(object? other) => this - other;

    /// <summary>Product.</summary>
    public Column Multiply(object? other) => this * other;

    /// <summary>Quotient.</summary>
    public Column Divide(object? other) => this / other;

    /// <summary>Remainder.</summary>
    public Column Mod(object? other) => this % other;

    /// <summary>Bits that both have.</summary>
    public Column BitwiseAND(object? other) => Binary(BinaryOperator.BitwiseAnd, other);

    /// <summary>Bits that either has.</summary>
    public Column BitwiseOR(object? other) => Binary(BinaryOperator.BitwiseOr, other);

    /// <summary>Bits that just one has.</summary>
    public Column BitwiseXOR(object? other) => Binary(BinaryOperator.BitwiseXor, other);

    /// <summary>Whether the value is NULL.</summary>
    public Column IsNull() => new(new IsExpression(Expression, IsTest.Null, Negated: false));

    /// <summary>Whether the value is not NULL.</summary>
    public Column IsNotNull() => new(new IsExpression(Expression, IsTest.Null, Negated: true));

    /// <summary>Whether the value is not a number.</summary>
    public Column IsNaN() => Functions.CallFunction("isnan", this);

    /// <summary>Whether the value is one of a list.</summary>
    public Column IsIn(params object?[] values) => new(new InExpression(Expression, values.Select(v => Functions.Lit(v).Expression).ToValueList(), Negated: false));

    /// <summary>Whether the value lies between two bounds, both included.</summary>
    public Column Between(object? lowerBound, object? upperBound) =>
        new(new BetweenExpression(Expression, Functions.Lit(lowerBound).Expression, Functions.Lit(upperBound).Expression, Negated: false));

    /// <summary>Whether the text matches a pattern with <c>%</c> and <c>_</c>.</summary>
    public Column Like(string pattern) => Matches(LikeKind.Like, pattern);

    /// <summary>As <see cref="Like"/>, whatever the case.</summary>
    public Column ILike(string pattern) => Matches(LikeKind.ILike, pattern);

    /// <summary>Whether a part of the text matches a regular expression in Java's syntax.</summary>
    public Column RLike(string pattern) => Matches(LikeKind.RLike, pattern);

    /// <summary>Whether the text contains another.</summary>
    public Column Contains(object? other) => Functions.CallFunction("contains", this, Functions.Lit(other));

    /// <summary>Whether the text starts with another.</summary>
    public Column StartsWith(object? other) => Functions.CallFunction("startswith", this, Functions.Lit(other));

    /// <summary>Whether the text ends with another.</summary>
    public Column EndsWith(object? other) => Functions.CallFunction("endswith", this, Functions.Lit(other));

    /// <summary>A part of the text, from a place that counts from 1.</summary>
    public Column SubStr(int startPos, int len) => Functions.Substring(this, startPos, len);

    /// <summary>The value as a type given as SQL: <c>"decimal(10,2)"</c>.</summary>
    /// <exception cref="SqlExpressionException">The text is no type.</exception>
    public Column Cast(string to) => Cast(SqlParser.ParseDataType(to));

    /// <summary>The value as a type.</summary>
    public Column Cast(DataType to) => new(new CastExpression(Expression, to));

    /// <summary>The value as a type; NULL where it does not fit.</summary>
    public Column TryCast(DataType to) => new(new CastExpression(Expression, to, Try: true));

    /// <summary>The column under a name.</summary>
    public Column As(string alias) => new(new AliasExpression(Expression, alias));

    /// <summary>The column under a name.</summary>
    public Column Alias(string alias) => As(alias);

    /// <summary>The column under a name.</summary>
    public Column Name(string alias) => As(alias);

    /// <summary>A field of a struct.</summary>
    public Column GetField(string fieldName) => new(new FieldAccess(Expression, fieldName));

    /// <summary>An element of an array by its place from 0, or of a map by its key.</summary>
    public Column GetItem(object key) => new(new SubscriptExpression(Expression, Functions.Lit(key).Expression));

    /// <summary>Another branch after <see cref="Functions.When"/>.</summary>
    /// <exception cref="InvalidOperationException">The column is no <c>When</c>, or has its <c>Otherwise</c>.</exception>
    public Column When(Column condition, object? value) => Expression is CaseExpression { Operand: null, Else: null } branches
        ? new(branches with { Branches = branches.Branches.Append(new WhenClause(condition.Expression, Functions.Lit(value).Expression)).ToValueList() })
        : throw new InvalidOperationException("When() follows Functions.When(...) or another When(), before Otherwise().");

    /// <summary>The value where no branch of a <see cref="Functions.When"/> applies.</summary>
    /// <exception cref="InvalidOperationException">The column is no <c>When</c>, or has its <c>Otherwise</c>.</exception>
    public Column Otherwise(object? value) => Expression is CaseExpression { Operand: null, Else: null } branches
        ? new(branches with { Else = Functions.Lit(value).Expression })
        : throw new InvalidOperationException("Otherwise() follows Functions.When(...) or When(), once.");

    /// <summary>The order from the smallest, NULLs first.</summary>
    public Column Asc() => new(new SortExpression(Expression));

    /// <summary>The order from the largest, NULLs last.</summary>
    public Column Desc() => new(new SortExpression(Expression, Descending: true));

    /// <summary>The order from the smallest, NULLs last.</summary>
    public Column AscNullsLast() => new(new SortExpression(Expression, NullsFirst: false));

    /// <summary>The order from the largest, NULLs first.</summary>
    public Column DescNullsFirst() => new(new SortExpression(Expression, Descending: true, NullsFirst: true));

    /// <summary>The expression as Spark SQL.</summary>
    public override string ToString() => SparkSqlWriter.Write(Expression);

    internal static Expression Literal(object? value) => value switch
    {
        null => new Literal(null, new NullType()),
        Column column => column.Expression,
        Expression expression => expression,
        bool v => new Literal(v, new BooleanType()),
        sbyte v => new Literal(v, new ByteType()),
        byte v => new Literal((short)v, new ShortType()),
        short v => new Literal(v, new ShortType()),
        int v => new Literal(v, new IntegerType()),
        long v => new Literal(v, new LongType()),
        float v => new Literal(v, new FloatType()),
        double v => new Literal(v, new DoubleType()),
        decimal v => Decimal(SqlDecimal.From(v)),
        SqlDecimal v => Decimal(v),
        char v => new Literal(v.ToString(), new StringType()),
        string v => new Literal(v, new StringType()),
        byte[] v => new Literal(v.ToValueList(), new BinaryType()),
        DateOnly v => new TypedLiteral("DATE", v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset v => Instant(v.UtcDateTime),
        DateTime { Kind: DateTimeKind.Utc } v => Instant(v),
        DateTime { Kind: DateTimeKind.Unspecified } v => new TypedLiteral("TIMESTAMP_NTZ", v.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
        DateTime => throw new ArgumentException("A DateTime of Kind Local means another instant on another machine. Use a DateTime of Kind Utc, a DateTimeOffset, or Kind Unspecified for TIMESTAMP_NTZ.", nameof(value)),
        TimeSpan v => new TypedLiteral("INTERVAL", string.Create(CultureInfo.InvariantCulture, $"{v.Ticks / TimeSpan.TicksPerMicrosecond} microseconds")),
        Enum => throw new ArgumentException($"An enum has no SQL value; use its number or its name.", nameof(value)),
        _ => throw new ArgumentException($"A value of type {value.GetType()} has no SQL literal. Use bool, a number, decimal, string, byte[], DateOnly, DateTime, DateTimeOffset, TimeSpan or a Column.", nameof(value)),
    };

    private static TypedLiteral Instant(DateTime utc) => new("TIMESTAMP", utc.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "Z");

    private static Literal Decimal(SqlDecimal value) => new(value, new DecimalType(value.Precision, value.Scale));

    private Column Binary(BinaryOperator op, object? right) => new(new BinaryExpression(op, Expression, Literal(right)));

    private Column Matches(LikeKind kind, string pattern) => new(new LikeExpression(Expression, kind, Literal(pattern), Escape: null, Negated: false));
}
