using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Generator.Parsing;
using Distributary.Types;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers;

/// <summary>Parses the conditions of routes and requirements, and binds them where the columns are known.</summary>
internal static class PredicateCheck
{
    public static void Report(PredicateDeclaration predicate, Action<Diagnostic> report)
    {
        var parsed = SqlParser.ParseExpression(predicate.Condition);
        if (parsed.Diagnostics.Count > 0)
        {
            ReportAll(predicate, Rules.PredicateSyntax, parsed.Diagnostics, report);
            return;
        }
        if (predicate.Columns is null)
            return;

        var bound = Bind(parsed.Expression, predicate.Columns);
        if (bound.Expression is null)
            ReportAll(predicate, Rules.PredicateBinding, bound.Diagnostics, report);
        else if (!IsCondition(bound.Expression))
            report(Diagnostic.Create(Rules.PredicateType, Locate(predicate, 0, predicate.Condition.Length), predicate.Condition, bound.Expression.Type));
    }

    /// <summary>A condition's bound tree, null where something is wrong with it.</summary>
    public static BoundExpression? Bind(string condition, StructType columns)
    {
        var parsed = SqlParser.ParseExpression(condition);
        return parsed.Diagnostics.Count == 0 && Bind(parsed.Expression, columns).Expression is { } bound && IsCondition(bound) ? bound : null;
    }

    private static BindResult Bind(Expression expression, StructType columns) =>
        ExpressionBinder.Bind(expression, columns.Fields.Select((f, i) => new PlanColumn(i, f.Name, f.DataType, f.Nullable)).ToList(), BinderOptions.Default);

    private static bool IsCondition(BoundExpression expression) => expression.Type is BooleanType or NullType;

    private static void ReportAll(PredicateDeclaration predicate, DiagnosticDescriptor rule, IReadOnlyList<SqlDiagnostic> problems, Action<Diagnostic> report)
    {
        foreach (var problem in problems)
            report(Diagnostic.Create(rule, Locate(predicate, problem.Span.Start, problem.Span.Length), problem));
    }

    private static Location Locate(PredicateDeclaration predicate, int start, int length) =>
        predicate.Attribute.PositionalExpression(predicate.Index) is { } expression ? LiteralMap.Locate(expression, predicate.Condition, start, length) : predicate.Attribute.Location;
}
