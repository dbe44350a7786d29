using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

internal sealed partial class Binder
{
    private static readonly TypePattern StringPattern = new ExactPattern(DataTypes.String);
    private static readonly string[] CallableWithoutParentheses = ["current_date", "current_timestamp", "current_user", "user", "session_user"];

    private readonly List<BoundLambdaParameter> lambdaScope = [];

    private BoundExpression? BindCall(FunctionCall call)
    {
        if (FunctionCatalogue.Find(call) is not { } function || context.Options.Spark is { } spark && function.Since > spark)
            return FailUnresolved(call);
        call = CountStar(call);
        if (call.Arguments.Any(a => a is Star))
            call = call with { Arguments = call.Arguments.SelectMany(a => a is Star star ? columns.Expand(star) : [a]).ToValueList() };
        if (NamedArguments.InOrder(context, function, call) is not { } ordered)
            return null;
        var counted = CheckCount(function, ordered);
        var arguments = new BoundExpression?[ordered.Arguments.Count];
        var failed = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (ordered.Arguments[i] is LambdaExpression)
                continue;
            // The names of a struct's fields are its function's matter.
            var argument = function.Name == "struct" && ordered.Arguments[i] is AliasExpression field ? field.Operand : ordered.Arguments[i];
            arguments[i] = function.Kind == FunctionKind.Aggregate && call.Over is null ? BindInsideAggregate(argument) : Bind(argument);
            failed |= arguments[i] is null;
        }
        if (failed || !counted)
            return null;
        var group = call.WithinGroup.Select(s => BindSort(s)).ToArray();
        return Array.IndexOf(group, null) < 0
            ? Finish(new CallSite(context, function, ordered, arguments, BindLambda) { WithinGroup = group.OfType<BoundSort>().ToValueList() })
            : null;
    }

    private BoundExpression? FailUnresolved(FunctionCall call)
    {
        foreach (var argument in call.Arguments.Where(a => a is not (LambdaExpression or NamedArgument or Star)))
            Bind(argument);
        var since = FunctionCatalogue.Find(call)?.Since.ToString() ?? (LaterFunctions.Contains(call.Name) ? LaterFunctions.Version : null);
        var nearest = NameSuggestions.Nearest(call.Name, FunctionCatalogue.Names).Take(3);
        return context.Fail(
            "UNRESOLVED_ROUTINE",
            since is null ? $"There is no function '{call.Name}'. Nearest are {string.Join(", ", nearest)}." : $"'{call.Name}' came with Spark {since}.",
            call.Span);
    }

    /// <summary>Whether a name stands for a call: <c>CURRENT_DATE</c> and the like where no column is called so.</summary>
    private bool IsCallWithoutParentheses(ColumnReference reference) =>
        reference.Parts.Count == 1
        && CallableWithoutParentheses.Contains(reference.Parts[0], StringComparer.OrdinalIgnoreCase)
        && !input.Any(c => string.Equals(c.Name, reference.Parts[0], StringComparison.OrdinalIgnoreCase));

    private BoundExpression? BindInsideAggregate(Expression expression)
    {
        insideAggregate++;
        var bound = Bind(expression);
        insideAggregate--;
        return bound;
    }

    /// <summary>A call of a catalogue function whose arguments are bound already.</summary>
    private BoundExpression? CallBound(string name, TextSpan span, Expression[] syntax, BoundExpression[] arguments)
    {
        var function = FunctionCatalogue.Find(name)!;
        return FunctionBinder.Bind(new CallSite(context, function, new FunctionCall(name, syntax.ToValueList()) { Span = span }, arguments, BindLambda));
    }

    private BoundExpression? Finish(CallSite site)
    {
        var bound = FunctionBinder.Bind(site);
        if (bound is null || !MayStandHere(site.Syntax, site.Function))
            return null;
        if (bound is not BoundCall call || site.Function.Kind is not (FunctionKind.Aggregate or FunctionKind.Window))
            return bound;
        if (site.Function.Kind == FunctionKind.Aggregate && !call.Arguments.All(BoundTrees.IsDeterministic))
            return context.Fail("AGGREGATE_FUNCTION_WITH_NONDETERMINISTIC_EXPRESSION", $"{site.Syntax.Name} takes values that are the same each time they are computed.", site.Syntax.Span);
        var syntax = site.Syntax;
        BoundExpression? filter = null;
        if (syntax.Filter is not null)
        {
            filter = BindInsideAggregate(syntax.Filter);
            if (filter is null)
                return null;
            if (filter.Type is not BooleanType)
                return context.Fail("INVALID_AGGREGATE_FILTER.NOT_BOOLEAN", $"FILTER needs a condition, but this is {filter.Type.Sql}.", syntax.Filter.Span);
        }
        BoundWindow? over = null;
        if (syntax.Over is not null)
        {
            over = BindWindow(syntax.Over, call.Function, syntax.Span);
            if (over is null)
                return null;
        }
        return call with { Distinct = syntax.Distinct, Filter = filter, IgnoreNulls = syntax.IgnoreNulls ?? call.IgnoreNulls, Over = over };
    }

    /// <summary><c>count(*)</c> counts rows, as <c>count(1)</c> does.</summary>
    private static FunctionCall CountStar(FunctionCall call) =>
        call.Arguments.Count == 1 && call.Arguments[0] is Star { Qualifier.Count: 0, Except.Count: 0 } && string.Equals(call.Name, "count", StringComparison.OrdinalIgnoreCase)
            ? call with { Arguments = ValueList.Of<Expression>(new Literal(1, DataTypes.Int) { Span = call.Arguments[0].Span }) }
            : call;

    private bool CheckCount(FunctionDefinition function, FunctionCall call)
    {
        var count = call.Arguments.Count;
        if (count >= function.MinimumArguments && count <= function.MaximumArguments)
            return true;
        var takes = function.MinimumArguments == function.MaximumArguments ? Number(function.MinimumArguments)
            : function.MaximumArguments == int.MaxValue ? $"at least {Number(function.MinimumArguments)}"
            : $"{Number(function.MinimumArguments)} to {Number(function.MaximumArguments)}";
        context.Fail(function.MissingArgumentClass(count), $"{call.Name} takes {takes} arguments, but {Number(count)} are given.", call.Span);
        return false;
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
