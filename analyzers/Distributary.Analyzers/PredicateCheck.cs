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

        var columns = predicate.Columns.Fields.Select((f, i) => new PlanColumn(i, f.Name, f.DataType, f.Nullable)).ToList();
        var bound = ExpressionBinder.Bind(parsed.Expression, columns, BinderOptions.Default);
        if (bound.Expression is null)
            ReportAll(predicate, Rules.PredicateBinding, bound.Diagnostics, report);
        else if (bound.Expression.Type is not (BooleanType or NullType))
            report(Diagnostic.Create(Rules.PredicateType, Locate(predicate, 0, predicate.Condition.Length), predicate.Condition, bound.Expression.Type));
    }

    private static void ReportAll(PredicateDeclaration predicate, DiagnosticDescriptor rule, IReadOnlyList<SqlDiagnostic> problems, Action<Diagnostic> report)
    {
        foreach (var problem in problems)
            report(Diagnostic.Create(rule, Locate(predicate, problem.Span.Start, problem.Span.Length), problem));
    }

    private static Location Locate(PredicateDeclaration predicate, int start, int length) =>
        predicate.Attribute.PositionalExpression(predicate.Index) is { } expression ? LiteralMap.Locate(expression, predicate.Condition, start, length) : predicate.Attribute.Location;
}
