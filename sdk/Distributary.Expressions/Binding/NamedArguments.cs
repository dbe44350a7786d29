using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Binding;

/// <summary>Puts named arguments into their places.</summary>
internal static class NamedArguments
{
    /// <summary>The functions that take arguments by name, and the names in order.</summary>
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["mask"] = ["str", "upperChar", "lowerChar", "digitChar", "otherChar"],
        ["count_min_sketch"] = ["column", "epsilon", "confidence", "seed"],
        ["explode"] = ["collection"],
        ["explode_outer"] = ["collection"],
        ["posexplode"] = ["collection"],
        ["posexplode_outer"] = ["collection"],
        ["inline"] = ["input"],
        ["inline_outer"] = ["input"],
    };

    /// <summary>The call without names; null, with a problem kept, where they do not fit.</summary>
    public static FunctionCall? InOrder(BindContext context, FunctionDefinition function, FunctionCall call)
    {
        if (!call.Arguments.Any(a => a is NamedArgument))
            return call;
        if (!Names.TryGetValue(function.Name, out var names))
            return Fail(context, "NAMED_PARAMETERS_NOT_SUPPORTED", $"{call.Name} takes its arguments by place, not by name.", call);
        var places = new Expression?[names.Length];
        var byName = false;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            if (argument is not NamedArgument named)
            {
                if (byName)
                    return Fail(context, "UNEXPECTED_POSITIONAL_ARGUMENT", "An argument without a name can't follow one with a name.", argument);
                if (i >= places.Length)
                    return Fail(context, "WRONG_NUM_ARGS.WITHOUT_SUGGESTION", $"{call.Name} takes at most {places.Length} arguments.", argument);
                places[i] = argument;
                continue;
            }
            byName = true;
            var place = Array.FindIndex(names, n => string.Equals(n, named.Name, StringComparison.OrdinalIgnoreCase));
            if (place < 0)
                return Fail(context, "UNRECOGNIZED_PARAMETER_NAME", $"{call.Name} has no parameter '{named.Name}'. There are {string.Join(", ", names)}.", argument);
            if (places[place] is not null)
                return Fail(context, "DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.DOUBLE_NAMED_ARGUMENT_REFERENCE", $"'{named.Name}' is given twice.", argument);
            places[place] = named.Value;
        }
        var last = Array.FindLastIndex(places, p => p is not null);
        for (var i = 0; i < last; i++)
        {
            if (places[i] is not null)
                continue;
            if (function.Name != "mask" || i == 0)
                return Fail(context, "REQUIRED_PARAMETER_NOT_FOUND", $"{call.Name} needs its parameter '{names[i]}'.", call);
            places[i] = new Literal(StringFunctions.MaskDefaults[i], Types.DataTypes.String) { Span = call.Span };
        }
        return call with { Arguments = places.OfType<Expression>().ToValueList() };
    }

    private static FunctionCall? Fail(BindContext context, string errorClass, string message, Expression where)
    {
        context.Fail(errorClass, message, where.Span);
        return null;
    }
}
