using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Writes one bound tree.</summary>
internal sealed class SqlWriter(Func<PlanColumn, string> column, BinderOptions options)
{
    private int letCount;

    public BinderOptions Options => options;

    public string Write(BoundExpression expression) => expression switch
    {
        BoundLiteral l => SqlText.Constant(l.Value, l.Type),
        BoundColumn c => column(c.Column),
        BoundLambdaParameter p => ParameterName(p),
        BoundField f => $"struct_extract({Write(f.Operand)}, {SqlText.Quote(f.Name)})",
        BoundCast c => Casts.Write(this, Write(c.Operand), c.Operand.Type, c.Type, c.Mode),
        BoundCase c => Case(c),
        BoundCall c => FunctionTable.Default.Find(c.Function)(this, Evaluation.Lazy(c)),
        BoundLambda => throw new UnsupportedExpressionException("a lambda outside of a higher-order function"),
        _ => throw new UnsupportedExpressionException($"an expression of kind {expression.GetType().Name}"),
    };

    public string[] WriteAll(IEnumerable<BoundExpression> expressions) => expressions.Select(Write).ToArray();

    /// <summary>The text of <paramref name="body"/> with the value given once, evaluated once.</summary>
    public string Let(string value, Func<string, string> body)
    {
        if (SqlText.IsSimple(value))
            return body(value);
        var name = $"v{++letCount}";
        return $"list_transform([{value}], lambda {name}: {body(name)})[1]";
    }

    /// <summary>A fresh name for a parameter of a lambda that Spark's tree does not have.</summary>
    public string FreshName() => $"v{++letCount}";

    /// <summary>A lambda of the tree. Positions that DuckDB counts from 1 are given to the body as Spark counts them.</summary>
    public string Lambda(BoundExpression lambda, bool secondIsPosition = false)
    {
        var l = (BoundLambda)lambda;
        if (!secondIsPosition || l.Parameters.Count < 2)
            return $"lambda {string.Join(", ", l.Parameters.Select(ParameterName))}: {Write(l.Body)}";
        var (item, position) = (l.Parameters[0], l.Parameters[1]);
        positions.Add(position.Id);
        return $"lambda {ParameterName(item)}, p{position.Id}: {Write(l.Body)}";
    }

    /// <summary>The lambda's body for a parameter that stands for the given text.</summary>
    public string Apply(BoundExpression lambda, params string[] arguments)
    {
        var l = (BoundLambda)lambda;
        for (var i = 0; i < l.Parameters.Count; i++)
            replaced[l.Parameters[i].Id] = arguments[i];
        return Write(l.Body);
    }

    private readonly HashSet<int> positions = [];
    private readonly Dictionary<int, string> replaced = [];

    private string ParameterName(BoundLambdaParameter p) =>
        replaced.TryGetValue(p.Id, out var text) ? text
        : positions.Contains(p.Id) ? $"CAST(p{p.Id} - 1 AS INTEGER)"
        : $"p{p.Id}";

    private string Case(BoundCase c)
    {
        var branches = string.Concat(c.Branches.Select(b => $" WHEN {Write(b.Condition)} THEN {Write(b.Result)}"));
        return $"CASE{branches} ELSE {(c.Else is null ? SqlText.Cast("NULL", c.Type) : Write(c.Else))} END";
    }
}
