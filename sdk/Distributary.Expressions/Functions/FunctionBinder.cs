using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Checks a call's arguments against the function's signature, casts them, and gives the bound call.</summary>
internal static class FunctionBinder
{
    public static BoundExpression? Bind(CallSite call)
    {
        var function = call.Function;
        var ok = true;
        for (var i = 0; i < call.Count; i++)
            ok &= BindArgument(call, i, function.Parameter(i));
        if (!ok)
            return null;
        if (function.Rule is not null)
            return function.Rule(call);
        bool? nullable = function.Nullability switch
        {
            ResultNullability.Always => true,
            ResultNullability.Never => false,
            _ => null,
        };
        return call.Result(function.Result!(call.Arguments), nullable);
    }

    private static bool BindArgument(CallSite call, int index, FunctionParameter parameter)
    {
        if (call.IsLambda(index))
        {
            if (parameter.Pattern is LambdaPattern)
                return true;
            call.Context.Fail("INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION", $"{call.Function.Name} takes no lambda.", call.Syntax.Arguments[index].Span);
            return false;
        }
        var type = call.TypeOf(index);
        var wanted = call.Function.CastsArguments ? call.Coercion.Implicit(type, parameter.Pattern)
            : parameter.Pattern.Accepts(type) ? type
            : type is NullType && !call.AppliesLambda ? parameter.Pattern.DefaultType
            : null;
        if (wanted is null)
        {
            call.FailType(index, parameter.Pattern.Text.ToUpperInvariant());
            return false;
        }
        call.Cast(index, wanted);
        if (!parameter.Constant || call.Arguments[index].IsFoldable())
            return true;
        call.FailConstant(index);
        return false;
    }
}
