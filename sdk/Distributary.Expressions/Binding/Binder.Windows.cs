using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

internal sealed partial class Binder
{
    private int insideAggregate;

    /// <summary>Whether the function may be called where the expression stands; keeps a problem where it may not.</summary>
    private bool MayStandHere(FunctionCall call, FunctionDefinition function)
    {
        var problem = function.Kind switch
        {
            FunctionKind.Scalar when call.Over is not null => ("UNSUPPORTED_EXPR_FOR_WINDOW", $"{call.Name} is no window or aggregate function; leave OVER out."),
            FunctionKind.Scalar or FunctionKind.Generator when call.Distinct => ("INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX", $"{call.Name} is no aggregate function; leave DISTINCT out."),
            FunctionKind.Scalar or FunctionKind.Generator when call.Filter is not null => ("INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX", $"{call.Name} is no aggregate function; leave FILTER out."),
            FunctionKind.Aggregate when call.Over is not null && call.Distinct => ("DISTINCT_WINDOW_FUNCTION_UNSUPPORTED", $"{call.Name} can't leave out repeated values over a window."),
            FunctionKind.Window when call.Over is null => ("WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE", $"{call.Name} needs OVER (...)."),
            FunctionKind.Window or FunctionKind.Aggregate when call.Over is not null && (allowed & AllowedCalls.Windows) == 0 =>
                ("UNSUPPORTED_EXPR_FOR_OPERATOR", $"{call.Name} OVER (...) looks at other rows; that can only stand in a projection."),
            FunctionKind.Aggregate when call.Over is null && insideAggregate > 0 => ("NESTED_AGGREGATE_FUNCTION", $"{call.Name} can't stand inside another aggregate."),
            FunctionKind.Aggregate when call.Over is null && (allowed & AllowedCalls.Aggregates) == 0 =>
                ("INVALID_WHERE_CONDITION", $"{call.Name} takes many rows into one; that can only stand in an aggregation."),
            FunctionKind.Generator when (allowed & AllowedCalls.Generators) == 0 => ("UNSUPPORTED_GENERATOR.OUTSIDE_SELECT", $"{call.Name} gives several rows; that can only stand in a projection."),
            _ => default,
        };
        if (problem.Item1 is null)
            return true;
        context.Fail(problem.Item1, problem.Item2, call.Span);
        return false;
    }

    private BoundWindow? BindWindow(WindowSpecification window, string function, TextSpan span)
    {
        var partition = window.PartitionBy.Select(Bind).ToArray();
        var order = window.OrderBy.Select(BindSort).ToArray();
        if (Array.IndexOf(partition, null) >= 0 || Array.IndexOf(order, null) >= 0)
            return null;
        if (RankingFunctions.Contains(function) && order.Length == 0)
        {
            context.Fail("_LEGACY_ERROR_TEMP_1037", $"{function} counts rows in an order: write OVER (... ORDER BY ...).", span);
            return null;
        }
        return new(partition.OfType<BoundExpression>().ToValueList(), order.OfType<BoundSort>().ToValueList(), window.Frame);
    }

    private BoundSort? BindSort(SortExpression sort)
    {
        if (Bind(sort.Operand) is not { } operand)
            return null;
        if (operand.Type.IsOrderable())
            return new(operand, sort.Descending, sort.NullsFirst ?? !sort.Descending);
        context.Fail("DATATYPE_MISMATCH.INVALID_ORDERING_TYPE", $"{operand.Type.Sql} has no order.", sort.Span);
        return null;
    }

    private static readonly HashSet<string> RankingFunctions = ["rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "row_number", "lag", "lead", "nth_value"];
}
