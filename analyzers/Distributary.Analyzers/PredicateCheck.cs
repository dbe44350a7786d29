using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Generator.Parsing;
using Distributary.Types;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers;

/// <summary>Parses the conditions of routes and requirements, and binds them where the columns are known.</summary>
internal static class PredicateCheck
{
    public static void Report(PredicateDeclaration predicate, Compilation compilation, Action<Diagnostic> report)
    {
        var parsed = SqlParser.ParseExpression(predicate.Condition);
        if (parsed.Diagnostics.Count > 0)
        {
            ReportAll(predicate, Rules.PredicateSyntax, parsed.Diagnostics, compilation, report);
            return;
        }
        if (predicate.Columns is null)
            return;

        var bound = Bind(parsed.Expression, predicate.Columns);
        if (bound.Expression is null)
            ReportAll(predicate, Rules.PredicateBinding, bound.Diagnostics, compilation, report);
        else if (!IsCondition(bound.Expression))
            report(Create(predicate, Rules.PredicateType, 0, predicate.Condition.Length, compilation, predicate.Condition, bound.Expression.Type));
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

    private static void ReportAll(PredicateDeclaration predicate, DiagnosticDescriptor rule, IReadOnlyList<SqlDiagnostic> problems, Compilation compilation, Action<Diagnostic> report)
    {
        foreach (var problem in problems)
            report(Create(predicate, rule, problem.Span.Start, problem.Span.Length, compilation, problem));
    }

    private static Diagnostic Create(PredicateDeclaration predicate, DiagnosticDescriptor rule, int start, int length, Compilation compilation, params object[] arguments)
    {
        if (predicate.Attribute.PositionalExpression(predicate.Index) is not { } expression)
            return Diagnostic.Create(rule, predicate.Attribute.Location, arguments);
        var (place, related) = ConstantMap.Locate(expression, predicate.Condition, start, length, compilation);
        return Diagnostic.Create(rule, place, related, arguments);
    }
}
