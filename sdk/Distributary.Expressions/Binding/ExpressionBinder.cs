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
    public static BindResult Bind(Expression expression, IReadOnlyList<PlanColumn> input, BinderOptions options, AllowedCalls allowed = AllowedCalls.Scalar) =>
        throw new NotImplementedException();
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
}

/// <summary>What binding gives: a tree, or problems.</summary>
/// <param name="Expression">The bound tree, null where there are problems.</param>
/// <param name="Diagnostics">The problems.</param>
public sealed record BindResult(BoundExpression? Expression, IReadOnlyList<SqlDiagnostic> Diagnostics);
