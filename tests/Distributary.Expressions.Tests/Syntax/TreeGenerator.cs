using System.Numerics;
using Distributary.Expressions.Syntax;
using Distributary.Types;
using FsCheck;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Syntax;

/// <summary>Generates trees as the parser makes them, of every kind of node.</summary>
internal static class TreeGenerator
{
    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    private static readonly string[] Units = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"];

    public static Gen<string> Names { get; } = Gen.Frequency(
        (6, Gen.Elements("a", "b", "c1", "_x", "Quantity", "x")),
        (2, Gen.Elements("and", "NOT", "case", "end", "interval", "select", "null", "true", "date", "day", "from", "in", "like", "both", "distinct", "over", "array")),
        (1, Gen.Elements("a b", "größe", "it's", "a`b", "1a", "9", "x.y", "-", "\n", "日本")));

    public static Gen<string> Texts { get; } = Gen.OneOf(
        Gen.Elements("", "a", "it's", "100\\%", "\\", "\"", "a\nb\t\r\b\0\u001A", "\u2028\u0085", "\U0001F600", "\uD83D", "-- x", "/*", "$1 \\1", "'''"),
        Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 300).Select(c => (char)c), Gen.Elements('\'', '\\', '"', '0', 'u', 'n', '%', '_'))).Select(c => new string(c)));

    public static Gen<Expression> Trees { get; } = Gen.Sized(size => Expressions(Math.Min(size / 8, 6)));

    private static readonly Gen<Expression> Constants = Gen.OneOf<Expression>(
        Gen.Constant<Expression>(new Literal(null, new NullType())),
        Flag.Select(v => (Expression)new Literal(v, new BooleanType())),
        Numbers(int.MinValue, int.MaxValue, v => new Literal((int)v, new IntegerType())),
        Numbers(long.MinValue, long.MaxValue, v => new Literal(v, new LongType())),
        Numbers(short.MinValue, short.MaxValue, v => new Literal((short)v, new ShortType())),
        Numbers(sbyte.MinValue, sbyte.MaxValue, v => new Literal((sbyte)v, new ByteType())),
        Gen.Elements(0.0, -0.0, 1.5, -1e300, double.Epsilon, double.MaxValue, 0.1, 1e-7, 123456789.123).Select(v => (Expression)new Literal(v, new DoubleType())),
        Gen.Elements(0f, 1.5f, -1e30f, float.Epsilon, float.MaxValue, 0.1f).Select(v => (Expression)new Literal(v, new FloatType())),
        from unscaled in Gen.Choose(int.MinValue, int.MaxValue) from scale in Gen.Choose(0, 38) from zeros in Gen.Choose(0, 20) select (Expression)DecimalLiteral(unscaled, scale, zeros),
        Texts.Select(v => (Expression)new Literal(v, new StringType())),
        Gen.ArrayOf(Gen.Choose(0, 255)).Select(v => (Expression)new Literal(v.Select(b => (byte)b).ToValueList(), new BinaryType())),
        from type in Gen.Elements("DATE", "TIMESTAMP", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "INTERVAL") from text in Texts select (Expression)new TypedLiteral(type, text),
        Intervals());

    private static readonly Gen<Expression> Leaves = Gen.Frequency(
        (3, Constants),
        (3, Names.Several(1, 3).Select(Expression (parts) => new ColumnReference(parts.ToValueList()))),
        (1, Stars()));

    public static Gen<Expression> Expressions(int depth)
    {
        if (depth == 0)
            return Leaves;
        var inner = Gen.OneOf(Leaves, Expressions(depth - 1));
        return Gen.Frequency(
            (2, Leaves),
            (2, from op in Gen.Elements(Enum.GetValues<UnaryOperator>()) from a in inner select (Expression)new UnaryExpression(op, a)),
            (5, from op in Gen.Elements(Enum.GetValues<BinaryOperator>()) from a in inner from b in inner select (Expression)new BinaryExpression(op, a, b)),
            (2, Chains(inner)),
            (4, Predicates(inner)),
            (1, Cases(inner)),
            (2, from operand in inner from type in TypeGenerator.OfDepth(2) from isTry in Flag select (Expression)new CastExpression(operand, type, isTry)),
            (4, Calls(inner)),
            (1, from names in Names.Several(1, 3) from body in inner select (Expression)new LambdaExpression(names.ToValueList(), body)),
            (1, from operand in inner from index in inner select (Expression)new SubscriptExpression(operand, index)),
            (1, from operand in inner where operand is not ColumnReference from name in Names select (Expression)new FieldAccess(operand, name)));
    }

    private static Gen<Expression> Numbers(long min, long max, Func<long, Literal> literal) =>
        Gen.Elements(min, max, 0, 1, -1, 42, -7).Select(v => (Expression)literal(v));

    private static Literal DecimalLiteral(int unscaled, int scale, int zeros)
    {
        var value = new SqlDecimal(unscaled * BigInteger.Pow(10, zeros), scale);
        return new Literal(value, new DecimalType(value.Precision, scale));
    }

    private static Gen<Expression> Intervals() => Gen.OneOf(
        (from value in Gen.Elements("1", "-1", "1.5", "abc", "") from unit in Gen.Elements([.. Units, "WEEK", "MICROSECOND"]) select new IntervalPart(value, unit))
            .Several(1, 3).Select(parts => (Expression)new IntervalLiteral(parts.ToValueList())),
        from value in Gen.Elements("1-2", "-1 2:3:4.5", "x")
        from unit in Gen.Elements(Units)
        from to in Gen.Elements(Units)
        select (Expression)new IntervalLiteral(ValueList.Of(new IntervalPart(value, unit, to))));

    private static Gen<Expression> Stars() =>
        from qualifier in Names.Several(0, 2)
        from except in Names.Several(1, 2).Several(0, 2)
        select (Expression)new Star(qualifier.ToValueList(), except.Select(parts => new ColumnReference(parts.ToValueList())).ToValueList());

    private static Gen<Expression> Chains(Gen<Expression> inner) =>
        from op in Gen.Elements(BinaryOperator.And, BinaryOperator.Or)
        from operands in inner.Several(2, 6)
        from leaning in Flag
        select leaning
            ? operands.Aggregate((left, right) => new BinaryExpression(op, left, right))
            : operands.AsEnumerable().Reverse().Aggregate((right, left) => new BinaryExpression(op, left, right));

    private static Gen<Expression> Predicates(Gen<Expression> inner) => Gen.OneOf(
        from a in inner from test in Gen.Elements(Enum.GetValues<IsTest>()) from negated in Flag select (Expression)new IsExpression(a, test, negated),
        from a in inner from b in inner from negated in Flag select (Expression)new IsDistinctFromExpression(a, b, negated),
        from a in inner from b in inner from c in inner from negated in Flag select (Expression)new BetweenExpression(a, b, c, negated),
        from a in inner from items in inner.Several(1, 3) from negated in Flag select (Expression)new InExpression(a, items.ToValueList(), negated),
        from a in inner
        from b in inner
        from kind in Gen.Elements(Enum.GetValues<LikeKind>())
        from escape in Gen.Elements(null, "!", "'", "\\")
        from negated in Flag
        select (Expression)new LikeExpression(a, kind, b, kind == LikeKind.RLike ? null : escape, negated),
        from a in inner
        from items in inner.Several(1, 3)
        from kind in Gen.Elements(LikeKind.Like, LikeKind.ILike)
        from quantifier in Gen.Elements(Enum.GetValues<LikeQuantifier>())
        from negated in Flag
        select (Expression)new QuantifiedLikeExpression(a, kind, quantifier, items.ToValueList(), negated));

    private static Gen<Expression> Cases(Gen<Expression> inner) =>
        from operand in Optional(inner)
        from branches in inner.With(inner).Several(1, 3)
        from otherwise in Optional(inner)
        select (Expression)new CaseExpression(operand, branches.Select(b => new WhenClause(b.Item1, b.Item2)).ToValueList(), otherwise);

    private static Gen<T?> Optional<T>(Gen<T> values) where T : class => Gen.OneOf(Gen.Constant<T?>(null), values.Select(v => (T?)v));

    private static Gen<Expression> Calls(Gen<Expression> inner) => Gen.Frequency(
        (4, from name in Gen.Elements(
                "f", "upper", "db.f", "a b", "array", "map", "first", "last", "any_value", "filter", "exists", "extract", "position", "overlay", "substring", "substr",
                "trim", "ltrim", "left", "if", "not", "and", "in", "like", "any", "some", "all", "distinct", "cast", "try_cast", "case", "identifier", "interval",
                "current_date", "date_add", "datediff", "select", "values", "null", "rlike", "collate")
            from arguments in inner.Several(0, 2)
            from named in Names.With(inner).Several(0, 1)
            from distinct in Flag
            select (Expression)new FunctionCall(name, arguments.Concat(named.Select(n => (Expression)new NamedArgument(n.Item1, n.Item2))).ToValueList())
            {
                Distinct = distinct && arguments.Count + named.Count > 0,
            }),
        (1, from name in Gen.Elements("timestampadd", "timestampdiff")
            from unit in Gen.Elements("HOUR", "DAYOFYEAR", "QUARTER")
            from amount in inner
            from value in inner
            select (Expression)new FunctionCall(name, ValueList.Of(new Literal(unit, new StringType()), amount, value))),
        (1, from name in Gen.Elements("timestampadd", "dateadd", "DATEDIFF", "timediff")
            from first in inner.Where(e => e is not Literal { Value: string })
            from amount in inner
            from value in inner
            select (Expression)new FunctionCall(name, ValueList.Of(first, amount, value))),
        (1, from arguments in inner.Several(0, 3)
            from alias in Names
            select (Expression)new FunctionCall("struct", arguments.Select((a, i) => i % 2 == 0 ? a : new AliasExpression(a, alias)).ToValueList())),
        (1, from arguments in inner.Several(0, 2)
            from name in Gen.Elements("sum", "first", "lag")
            from filter in Optional(inner)
            from ignore in Gen.Elements<bool?>(null, true, false)
            from within in Sorts(inner).Several(0, 2)
            from over in Optional(Windows(inner))
            select (Expression)new FunctionCall(name, arguments.ToValueList()) { Filter = filter, IgnoreNulls = ignore, WithinGroup = within.ToValueList(), Over = over }));

    private static Gen<SortExpression> Sorts(Gen<Expression> inner) =>
        from operand in inner
        from isDescending in Flag
        from nulls in Gen.Elements<bool?>(null, true, false)
        select new SortExpression(operand, isDescending, nulls);

    private static Gen<WindowSpecification> Windows(Gen<Expression> inner) =>
        from partition in inner.Several(0, 2)
        from order in Sorts(inner).Several(0, 2)
        from rows in Flag
        from start in Bounds()
        from end in Bounds()
        from hasFrame in Flag
        select new WindowSpecification(partition.ToValueList(), order.ToValueList(), hasFrame ? new WindowFrame(rows, start, end) : null);

    private static Gen<WindowBound> Bounds() =>
        from kind in Gen.Elements(Enum.GetValues<WindowBoundKind>())
        from offset in Gen.Elements<Expression>(new Literal(1, new IntegerType()), new Literal(-2, new IntegerType()), new TypedLiteral("INTERVAL", "1 day"))
        select new WindowBound(kind, kind is WindowBoundKind.Preceding or WindowBoundKind.Following ? offset : null);
}
