using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>Questions about bound trees.</summary>
internal static class BoundTrees
{
    private static readonly HashSet<string> NondeterministicFunctions = ["rand", "randn", "uuid", "shuffle", "monotonically_increasing_id", "spark_partition_id", "input_file_name", "input_file_block_start", "input_file_block_length", "uniform", "randstr"];

    /// <summary>Whether the value is the same for every row, so that it may stand where Spark wants a constant.</summary>
    public static bool IsFoldable(this BoundExpression expression) => expression switch
    {
        BoundLiteral => true,
        BoundCast cast => cast.Operand.IsFoldable(),
        BoundField field => field.Operand.IsFoldable(),
        BoundCase choice => choice.Branches.All(b => b.Condition.IsFoldable() && b.Result.IsFoldable()) && (choice.Else is null || choice.Else.IsFoldable()),
        BoundCall { Kind: Functions.FunctionKind.Scalar, Over: null } call => !NondeterministicFunctions.Contains(call.Function) && call.Arguments.All(IsFoldable),
        BoundLambda lambda => lambda.Body.IsFoldable(),
        BoundLambdaParameter => true,
        _ => false,
    };

    /// <summary>Whether the same row always gives the same value.</summary>
    public static bool IsDeterministic(this BoundExpression expression) =>
        !(expression is BoundCall call && NondeterministicFunctions.Contains(call.Function)) && expression.Children().All(IsDeterministic);

    /// <summary>The node and all nodes below it.</summary>
    public static IEnumerable<BoundExpression> SelfAndDescendants(this BoundExpression expression) =>
        new[] { expression }.Concat(expression.Children().SelectMany(SelfAndDescendants));

    /// <summary>The nodes right below a node.</summary>
    public static IEnumerable<BoundExpression> Children(this BoundExpression expression)
    {
        switch (expression)
        {
            case BoundCast cast:
                return [cast.Operand];
            case BoundField field:
                return [field.Operand];
            case BoundLambda lambda:
                return [lambda.Body];
            case BoundCase choice:
                var parts = choice.Branches.SelectMany(b => new[] { b.Condition, b.Result });
                return choice.Else is null ? parts : parts.Append(choice.Else);
            case BoundCall call:
                IEnumerable<BoundExpression> children = call.Arguments;
                if (call.Filter is not null)
                    children = children.Append(call.Filter);
                if (call.Over is not null)
                    children = children.Concat(call.Over.PartitionBy).Concat(call.Over.OrderBy.Select(s => s.Operand));
                return children;
            default:
                return [];
        }
    }

    /// <summary>The constant's text, null where the expression is none or NULL.</summary>
    public static string? ConstantText(this BoundExpression expression) => expression switch
    {
        BoundLiteral { Value: string text } => text,
        BoundCast { Operand: var operand, Type: StringType } => operand.ConstantText(),
        _ => null,
    };
}
