using Distributary.Analyzers.Handlers.Model;
using Distributary.Expressions.Syntax;

namespace Distributary.Analyzers.Handlers.Interpretation;

/// <summary>Looks into SQL expressions.</summary>
internal static class SqlText
{
    private static readonly HashSet<string> Volatile = new(StringComparer.OrdinalIgnoreCase) { "uuid", "rand", "randn", "random", "current_timestamp", "now", "localtimestamp", "monotonically_increasing_id" };

    /// <summary>The columns of a projection's text, one; a column of no name where the text can't be parsed.</summary>
    public static IReadOnlyList<ColumnValue> Columns(string text)
    {
        if (Parse(text, allowAlias: true) is not { } expression)
            return [new ColumnValue(null)];
        var (name, value) = expression switch
        {
            AliasExpression alias => (alias.Name, alias.Operand),
            ColumnReference { Parts: var parts } => (parts[parts.Count - 1], expression),
            Star => ("*", expression),
            _ => (null, expression),
        };
        return [new ColumnValue(name) { VolatileFunction = VolatileFunction(value), Type = (value as CastExpression)?.Type.ToString().ToLowerInvariant(), IsWindowed = Nodes(value).Any(n => n is FunctionCall { Over: not null }) }];
    }

    /// <summary>The function in the text that gives another value each time.</summary>
    public static string? VolatileFunction(string text) => Parse(text, allowAlias: true) is { } expression ? VolatileFunction(expression) : null;

    public static Expression? Parse(string text, bool allowAlias = false)
    {
        var parsed = SqlParser.ParseExpression(text, allowAlias);
        return parsed.Diagnostics.Count == 0 ? parsed.Expression : null;
    }

    public static List<Expression> Nodes(Expression expression)
    {
        var nodes = new List<Expression>();
        ExpressionRewriter.Rewrite(expression, e =>
        {
            nodes.Add(e);
            return null;
        });
        return nodes;
    }

    private static string? VolatileFunction(Expression expression) =>
        Nodes(expression).Select(n => n switch
        {
            FunctionCall call when Volatile.Contains(call.Name) && !(call.Name.StartsWith("rand", StringComparison.OrdinalIgnoreCase) && call.Arguments.Count > 0) => call.Name.ToLowerInvariant(),
            ColumnReference { Parts: [var name] } when name.Equals("current_timestamp", StringComparison.OrdinalIgnoreCase) => "current_timestamp",
            _ => null,
        }).FirstOrDefault(n => n is not null);
}
