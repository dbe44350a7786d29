using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

internal sealed partial class Binder
{
    /// <summary>The innermost lambda parameter that a reference starts with, null where there is none.</summary>
    private BoundLambdaParameter? LambdaParameter(ColumnReference reference) => lambdaScope.FindLast(p => string.Equals(p.Name, reference.Parts[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>A lambda parameter with the fields that follow it, null where one of them is not there.</summary>
    private BoundExpression? WithFields(BoundLambdaParameter parameter, ColumnReference reference)
    {
        BoundExpression? bound = parameter;
        for (var part = 1; part < reference.Parts.Count && bound is not null; part++)
            bound = columns.Field(bound, reference.Parts[part], reference.Span);
        return bound;
    }

    private BoundLambda? BindLambda(FunctionDefinition function, Expression syntax, (DataType Type, bool Nullable)[] parameters)
    {
        if (syntax is not LambdaExpression lambda)
            return Bind(syntax) is { } constant ? new BoundLambda([], constant) { Span = syntax.Span } : null;
        if (lambda.Parameters.Count != parameters.Length)
        {
            context.Fail("INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH", $"{function.Name} gives its lambda {Number(parameters.Length)} values, but this one takes {Number(lambda.Parameters.Count)}.", lambda.Span);
            return null;
        }
        if (lambda.Parameters.Distinct(StringComparer.OrdinalIgnoreCase).Count() != lambda.Parameters.Count)
        {
            context.Fail("INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES", "The parameters of a lambda need different names.", lambda.Span);
            return null;
        }
        var declared = lambda.Parameters.Select((name, i) => new BoundLambdaParameter(context.NextLambdaParameter(), name, parameters[i].Type, parameters[i].Nullable)).ToArray();
        lambdaScope.AddRange(declared);
        var body = Bind(lambda.Body);
        lambdaScope.RemoveRange(lambdaScope.Count - declared.Length, declared.Length);
        return body is null ? null : new BoundLambda(declared.ToValueList(), body) { Span = lambda.Span };
    }
}
