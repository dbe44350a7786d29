using System.Text;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;

namespace Distributary.Expressions.Writers;

/// <summary>Writes bound plans as one DuckDB statement.</summary>
public sealed class DuckDbPlanWriter
{
    private readonly Func<Relation, string> relation;
    private readonly BinderOptions options;
    private readonly Dictionary<int, string> identifiers = [];
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private int lastAlias;

    private DuckDbPlanWriter(Func<Relation, string> relation, BinderOptions options)
    {
        this.relation = relation;
        this.options = options;
    }

    /// <summary>The SELECT statement of a plan.</summary>
    /// <param name="plan">The bound plan.</param>
    /// <param name="relation">Gives the FROM item of a source, whose columns have the names of its schema.</param>
    /// <param name="options">The options that the plan was bound with.</param>
    /// <exception cref="UnsupportedExpressionException">An expression's meaning can't be had in DuckDB.</exception>
    public static string Write(BoundPlan plan, Func<Relation, string> relation, BinderOptions options)
    {
        var writer = new DuckDbPlanWriter(relation, options);
        var inner = writer.Query(plan);
        return plan.Output.All(c => writer.Identifier(c) == Quote(c.Name))
            ? inner
            : $"SELECT {Join(plan.Output.Select(c => $"{writer.Identifier(c)} AS {Quote(c.Name)}"))} FROM {writer.Nested(inner)}";
    }

    // Inside the statement every column has one name of its own, so that no qualifier is ever needed.
    private string Query(BoundPlan plan) => plan switch
    {
        BoundRelation p => Relation(p),
        BoundProject p => $"SELECT {Outputs(p.Columns)} FROM {From(p.Child)}{RowFilter(p.Columns)}",
        BoundFilter p => $"SELECT * FROM {From(p.Child)} WHERE {Value(p.Condition)}",
        BoundAggregate p => Aggregate(p),
        BoundJoin p => Join(p),
        BoundUnion p => Union(p),
        BoundDeduplicate p => p.Keys == p.Output
            ? $"SELECT DISTINCT * FROM {From(p.Child)}"
            : $"SELECT DISTINCT ON ({Join(p.Keys.Select(Identifier))}) * FROM {From(p.Child)}",
        BoundSorted p => $"SELECT * FROM {From(p.Child)} ORDER BY {Join(p.Order.Select(Order))}",
        BoundLimit p => FormattableString.Invariant($"{(p.Child is BoundSorted ? Query(p.Child) : $"SELECT * FROM {From(p.Child)}")} LIMIT {p.Count}"),
        _ => throw new ArgumentException($"unknown plan {plan.GetType().Name}", nameof(plan)),
    };

    private string Relation(BoundRelation plan)
    {
        var source = relation(plan.Relation);
        var columns = plan.Output.Select(c => Named(Quote(c.Name), c));
        return $"SELECT {Join(columns)} FROM {source}";
    }

    private string Aggregate(BoundAggregate plan)
    {
        var from = From(plan.Child);
        var grouping = plan.Grouping.Count == 0 ? "" : $" GROUP BY {Join(plan.Grouping.Select(g => Value(g.Value)))}";
        return $"SELECT {Outputs(plan.Grouping.Concat(plan.Aggregates))} FROM {from}{RowFilter(plan.Grouping)}{grouping}";
    }

    // Some values have no row where their input is NULL: a time window.
    private string RowFilter(IEnumerable<BoundOutput> columns)
    {
        var conditions = columns.Select(c => DuckDbWriter.WriteRowFilter(c.Value, Identifier, options)).Where(c => c is not null).ToList();
        return conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions.Select(c => $"({c})"))}";
    }

    private string Join(BoundJoin plan)
    {
        var (left, right) = (From(plan.Left), From(plan.Right));
        var kind = plan.Type switch
        {
            JoinType.Inner => plan.Condition is null ? "CROSS JOIN" : "JOIN",
            JoinType.Cross => "CROSS JOIN",
            JoinType.LeftOuter => "LEFT JOIN",
            JoinType.RightOuter => "RIGHT JOIN",
            JoinType.FullOuter => "FULL JOIN",
            JoinType.LeftSemi => "SEMI JOIN",
            _ => "ANTI JOIN",
        };
        var condition = plan.Condition is not null ? $" ON {Value(plan.Condition)}" : kind == "CROSS JOIN" ? "" : " ON true";
        return $"SELECT {Join(plan.Output.Select(Identifier))} FROM {left} {kind} {right}{condition}";
    }

    private string Union(BoundUnion plan)
    {
        var (left, right) = (From(plan.Left), From(plan.Right));
        var first = plan.Output.Select((c, i) => Named(Identifier(plan.Left.Output[i]), c));
        return $"SELECT {Join(first)} FROM {left} UNION ALL SELECT {Join(plan.Right.Output.Select(Identifier))} FROM {right}";
    }

    private string Order(BoundSort sort) => $"{Value(sort.Operand)} {(sort.Descending ? "DESC" : "ASC")} NULLS {(sort.NullsFirst ? "FIRST" : "LAST")}";

    private string Outputs(IEnumerable<BoundOutput> columns) => Join(columns.Select(c => Named(Value(c.Value), c.Column)));

    private string Named(string value, PlanColumn column) => Identifier(column) is var name && name == value ? value : $"{value} AS {name}";

    private string Value(BoundExpression expression) => DuckDbWriter.Write(expression, Identifier, options);

    private string From(BoundPlan plan) => Nested(Query(plan));

    private string Nested(string query) => FormattableString.Invariant($"({query}) AS q{++lastAlias}");

    private string Identifier(PlanColumn column)
    {
        if (!identifiers.TryGetValue(column.Id, out var identifier))
        {
            var name = taken.Add(column.Name) ? column.Name : FormattableString.Invariant($"{column.Name}#{column.Id}");
            taken.Add(name);
            identifiers[column.Id] = identifier = Quote(name);
        }
        return identifier;
    }

    private static string Quote(string name) => new StringBuilder("\"").Append(name.Replace("\"", "\"\"")).Append('"').ToString();

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
