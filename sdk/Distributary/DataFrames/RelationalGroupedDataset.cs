using Distributary.Expressions.Plans;
using Distributary.Expressions.Syntax;

namespace Distributary;

/// <summary>A frame's rows in groups, to be aggregated.</summary>
public sealed class RelationalGroupedDataset
{
    private readonly DataFrame frame;
    private readonly ValueList<Expression> grouping;

    internal RelationalGroupedDataset(DataFrame frame, ValueList<Expression> grouping)
    {
        this.frame = frame;
        this.grouping = grouping;
    }

    /// <summary>One row for each group: the grouping columns, then the aggregates.</summary>
    public DataFrame Agg(Column expression, params Column[] expressions) =>
        new(frame.Engine, new AggregatePlan(frame.Plan, grouping, expressions.Prepend(expression).Select(c => c.Expression).ToValueList()));

    /// <summary>How many rows each group has, as <c>count</c>.</summary>
    public DataFrame Count() => Agg(Functions.Count(Functions.Lit(1)).As("count"));

    /// <summary>The sums of number columns.</summary>
    public DataFrame Sum(params string[] columns) => Each("sum", columns);

    /// <summary>The averages of number columns.</summary>
    public DataFrame Avg(params string[] columns) => Each("avg", columns);

    /// <summary>The averages of number columns.</summary>
    public DataFrame Mean(params string[] columns) => Avg(columns);

    /// <summary>The smallest values of columns.</summary>
    public DataFrame Min(params string[] columns) => Each("min", columns);

    /// <summary>The largest values of columns.</summary>
    public DataFrame Max(params string[] columns) => Each("max", columns);

    private DataFrame Each(string function, string[] columns)
    {
        if (columns.Length == 0)
            throw new ArgumentException("Name at least one column.", nameof(columns));
        var aggregates = columns.Select(c => Functions.CallFunction(function, Functions.Col(c)).As($"{function}({c})")).ToArray();
        return Agg(aggregates[0], aggregates[1..]);
    }
}
