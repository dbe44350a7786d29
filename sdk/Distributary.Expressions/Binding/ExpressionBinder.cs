using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Binding;

/// <summary>Resolves names and types of an expression against the columns of its input.</summary>
public static class ExpressionBinder
{
    /// <summary>Binds an expression.</summary>
    /// <param name="expression">The expression, without aliases and stars: those belong to a projection.</param>
    /// <param name="input">The columns that names may refer to.</param>
    /// <param name="options">ANSI mode and time zone.</param>
    /// <param name="allowed">Which kinds of functions may be called besides scalar ones.</param>
    /// <returns>The bound tree, or the problems.</returns>
    public static BindResult Bind(Expression expression, IReadOnlyList<PlanColumn> input, BinderOptions options, AllowedCalls allowed = AllowedCalls.Scalar)
    {
        var context = new BindContext(options);
        var bound = new Binder(context, input, allowed).Bind(expression);
        return context.Diagnostics.Count == 0 ? new(bound, []) : new(null, InSparksOrder(context.Diagnostics));
    }

    /// <summary>The problem that Spark would report comes first: it looks functions up, then counts arguments and extracts fields, then checks columns and types.</summary>
    private static SqlDiagnostic[] InSparksOrder(IReadOnlyList<SqlDiagnostic> diagnostics) =>
        diagnostics.Distinct().OrderBy(d => d.ErrorClass switch
        {
            "UNRESOLVED_ROUTINE" => 0,
            "FIELD_NOT_FOUND" or "INVALID_TYPED_LITERAL" or "NON_FOLDABLE_ARGUMENT" => 1,
            _ when d.ErrorClass.StartsWith("WRONG_NUM_ARGS", StringComparison.Ordinal) || d.ErrorClass.StartsWith("INVALID_EXTRACT", StringComparison.Ordinal) || d.ErrorClass.StartsWith("INVALID_LAMBDA", StringComparison.Ordinal) => 1,
            "NESTED_AGGREGATE_FUNCTION" => 3,
            _ => 2,
        }).ToArray();
}

/// <summary>Which calls an expression's place allows.</summary>
[Flags]
public enum AllowedCalls
{
    /// <summary>Scalar functions only, as in a filter.</summary>
    Scalar = 0,
    /// <summary>Aggregates, as in <c>Agg(...)</c>.</summary>
    Aggregates = 1,
    /// <summary>Window functions with <c>OVER</c>, as in a projection.</summary>
    Windows = 2,
    /// <summary>Functions that give several rows, as in a projection.</summary>
    Generators = 4,
}

/// <summary>What binding gives: a tree, or problems.</summary>
/// <param name="Expression">The bound tree, null where there are problems.</param>
/// <param name="Diagnostics">The problems.</param>
public sealed record BindResult(BoundExpression? Expression, IReadOnlyList<SqlDiagnostic> Diagnostics);
