using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>Binds one expression. Each method gives null where it, or something below it, has kept a problem.</summary>
internal sealed partial class Binder(BindContext context, IReadOnlyList<PlanColumn> input, AllowedCalls allowed)
{
    private readonly ColumnResolver columns = new(context, input);

    public BoundExpression? Bind(Expression expression)
    {
        var bound = BindNode(expression);
        return bound is null || bound.Span == expression.Span ? bound : bound with { Span = expression.Span };
    }

    private BoundExpression? BindNode(Expression expression) => expression switch
    {
        Literal literal => new BoundLiteral(literal.Value, literal.Type),
        TypedLiteral literal => TypedLiterals.Bind(context, literal),
        IntervalLiteral literal => IntervalLiterals.Bind(context, literal),
        ColumnReference reference when LambdaParameter(reference) is { } parameter => WithFields(parameter, reference),
        ColumnReference reference => IsCallWithoutParentheses(reference) ? BindCall(new FunctionCall(reference.Parts[0], default) { Span = reference.Span }) : columns.Resolve(reference),
        UnaryExpression unary => BindUnary(unary),
        BinaryExpression binary => BindBinary(binary),
        IsExpression test => BindIs(test),
        IsDistinctFromExpression distinct => BindDistinct(distinct),
        BetweenExpression between => BindBetween(between),
        InExpression inList => BindIn(inList),
        LikeExpression like => BindLike(like),
        QuantifiedLikeExpression like => BindQuantifiedLike(like),
        CaseExpression choice => BindCase(choice),
        CastExpression cast => BindCast(cast),
        FunctionCall call => BindCall(call),
        SubscriptExpression subscript => BindSubscript(subscript),
        FieldAccess field => Bind(field.Operand) is { } operand ? columns.Field(operand, field.Name, field.Span) : null,
        AliasExpression alias => context.Fail("PARSE_SYNTAX_ERROR", $"The name '{alias.Name}' can only stand after a whole column, not inside an expression.", alias.Span),
        Star star => context.Fail("INVALID_USAGE_OF_STAR_OR_REGEX", "'*' stands for all columns; here a single value is needed.", star.Span),
        LambdaExpression lambda => context.Fail("INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION", "A lambda can only be an argument of a function that takes one, such as transform or filter.", lambda.Span),
        NamedArgument named => context.Fail("UNEXPECTED_POSITIONAL_ARGUMENT", $"The named argument '{named.Name}' can only stand in a call.", named.Span),
        SortExpression sort => context.Fail("PARSE_SYNTAX_ERROR", "An order can only stand in ORDER BY.", sort.Span),
        ResolvedColumn resolved => new BoundColumn(resolved.Column),
        MissingExpression => context.Fail("PARSE_SYNTAX_ERROR", "An expression is missing here.", expression.Span),
        _ => throw new ArgumentException($"unknown node {expression.GetType().Name}", nameof(expression)),
    };

    private BoundExpression? BindUnary(UnaryExpression unary)
    {
        if (Bind(unary.Operand) is not { } operand)
            return null;
        var function = unary.Operator switch
        {
            UnaryOperator.Not => "not",
            UnaryOperator.Negate => "negative",
            UnaryOperator.Plus => "positive",
            _ => "~",
        };
        return Call(function, unary.Span, unary.Operand, operand);
    }

    private BoundExpression? BindBinary(BinaryExpression binary)
    {
        var (left, right) = (Bind(binary.Left), Bind(binary.Right));
        if (left is null || right is null)
            return null;
        if (binary.Operator == BinaryOperator.Concat)
            return CallBound("concat", binary.Span, [binary.Left, binary.Right], [left, right]);
        if (binary.Operator is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.ShiftRightUnsigned)
            return CallBound(OperatorNames.Of(binary.Operator), binary.Span, [binary.Left, binary.Right], [left, right]);
        if (binary.Operator == BinaryOperator.NotEqual)
            return Operators.Binary(context, "=", left, right, binary.Span) is { } equal ? Not(equal) : null;
        return Operators.Binary(context, OperatorNames.Of(binary.Operator), left, right, binary.Span);
    }

    private BoundExpression? BindIs(IsExpression test)
    {
        if (Bind(test.Operand) is not { } operand)
            return null;
        switch (test.Test)
        {
            case IsTest.Null or IsTest.Unknown:
                return new BoundCall(test.Negated ? "isnotnull" : "isnull", ValueList.Of(operand), DataTypes.Boolean, false);
            default:
                if (Operators.Binary(context, "<=>", operand, new BoundLiteral(test.Test == IsTest.True, DataTypes.Boolean), test.Span) is not { } same)
                    return null;
                return test.Negated ? Not(same) : same;
        }
    }

    private BoundExpression? BindDistinct(IsDistinctFromExpression distinct)
    {
        var (left, right) = (Bind(distinct.Left), Bind(distinct.Right));
        if (left is null || right is null || Operators.Binary(context, "<=>", left, right, distinct.Span) is not { } same)
            return null;
        return distinct.Negated ? same : Not(same);
    }

    private BoundExpression? BindBetween(BetweenExpression between)
    {
        var (operand, low, high) = (Bind(between.Operand), Bind(between.Low), Bind(between.High));
        if (operand is null || low is null || high is null)
            return null;
        return Operators.Between(context, operand, low, high, between.Span) is { } result ? between.Negated ? Not(result) : result : null;
    }

    private BoundExpression? BindIn(InExpression inList)
    {
        var operand = Bind(inList.Operand);
        var values = inList.Values.Select(Bind).ToArray();
        if (operand is null || Array.IndexOf(values, null) >= 0)
            return null;
        return Operators.In(context, operand, values!, inList.Span) is { } result ? inList.Negated ? Not(result) : result : null;
    }

    private BoundExpression? BindLike(LikeExpression like)
    {
        var (operand, pattern) = (Bind(like.Operand), Bind(like.Pattern));
        if (operand is null || pattern is null)
            return null;
        var function = LikeName(like.Kind);
        var result = like.Escape is null
            ? CallBound(function, like.Span, [like.Operand, like.Pattern], [operand, pattern])
            : CallBound(function, like.Span, [like.Operand, like.Pattern, new Literal(like.Escape, DataTypes.String) { Span = like.Span }], [operand, pattern, new BoundLiteral(like.Escape, DataTypes.String)]);
        return result is null || !like.Negated ? result : Not(result);
    }

    private BoundExpression? BindQuantifiedLike(QuantifiedLikeExpression like)
    {
        var operand = Bind(like.Operand);
        var patterns = like.Patterns.Select(Bind).ToArray();
        if (operand is null || Array.IndexOf(patterns, null) >= 0)
            return null;
        var function = $"{(like.Negated ? "not_" : "")}{LikeName(like.Kind)}_{(like.Quantifier == LikeQuantifier.Any ? "any" : "all")}";
        BoundExpression[] arguments = [operand, .. patterns!];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (context.Coercion.Implicit(arguments[i].Type, StringPattern) is null)
                return context.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"{LikeName(like.Kind).ToUpperInvariant()} matches text, but this is {arguments[i].Type.Sql}.", i == 0 ? like.Operand.Span : like.Patterns[i - 1].Span);
            arguments[i] = context.Cast(arguments[i], DataTypes.String);
        }
        var nullable = arguments.Any(a => a.Nullable) || arguments.Skip(1).All(BoundTrees.IsFoldable);
        return new BoundCall(function, arguments.ToValueList(), DataTypes.Boolean, nullable);
    }

    private BoundExpression? BindCase(CaseExpression choice)
    {
        var operand = choice.Operand is null ? null : Bind(choice.Operand);
        var branches = choice.Branches.Select(b => (b.Condition, Bound: Bind(b.Condition), Result: Bind(b.Result))).ToArray();
        var otherwise = choice.Else is null ? null : Bind(choice.Else);
        if (choice.Operand is not null && operand is null || choice.Else is not null && otherwise is null || branches.Any(b => b.Bound is null || b.Result is null))
            return null;
        var bound = new List<BoundWhen>();
        foreach (var (syntax, condition, result) in branches)
        {
            var test = operand is null ? condition : Operators.Binary(context, "=", operand, condition!, syntax.Span);
            if (test is null)
                return null;
            bound.Add(new(test with { Span = syntax.Span }, result!));
        }
        return Choices.Bind(context, bound, otherwise, choice.Span);
    }

    private BoundExpression? BindCast(CastExpression cast)
    {
        if (Bind(cast.Operand) is not { } operand)
            return null;
        return Casts.Bind(context, operand, cast.Type, cast.Try, cast.Span);
    }

    private BoundExpression? BindSubscript(SubscriptExpression subscript)
    {
        var (operand, index) = (Bind(subscript.Operand), Bind(subscript.Index));
        return operand is null ? null : columns.Extract(operand, index, subscript.Span, subscript.Index.Span);
    }

    private BoundExpression? Call(string function, TextSpan span, Expression syntax, BoundExpression argument) => CallBound(function, span, [syntax], [argument]);

    private static BoundCall Not(BoundExpression operand) => new("not", ValueList.Of(operand), DataTypes.Boolean, operand.Nullable) { Span = operand.Span };

    private static string LikeName(LikeKind kind) => kind switch
    {
        LikeKind.Like => "like",
        LikeKind.ILike => "ilike",
        _ => "rlike",
    };
}
