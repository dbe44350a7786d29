using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;
using Distributary.Types;

namespace Distributary.Expressions.Plans;

/// <summary>Resolves the names and types of a plan.</summary>
public sealed class PlanBinder
{
    private readonly BinderOptions options;
    private readonly Dictionary<LogicalPlan, ValueList<PlanColumn>> outputs = new(ByReference.Instance);
    private int lastId;

    private PlanBinder(BinderOptions options) => this.options = options;

    /// <summary>Binds a plan.</summary>
    /// <param name="plan">The plan as written.</param>
    /// <param name="options">ANSI mode and time zone.</param>
    /// <exception cref="SqlExpressionException">A column or function is unknown, or types do not fit.</exception>
    public static BoundPlan Bind(LogicalPlan plan, BinderOptions options) => new PlanBinder(options).Bind(plan);

    private BoundPlan Bind(LogicalPlan plan)
    {
        var bound = plan switch
        {
            RelationPlan p => BindRelation(p),
            AliasPlan p => BindAlias(p),
            ProjectPlan p => BindProject(Bind(p.Child), p.Columns),
            FilterPlan p => BindFilter(p),
            WithColumnsPlan p => BindWithColumns(p),
            RenamePlan p => BindRename(p),
            DropPlan p => BindDrop(p),
            DeduplicatePlan p => BindDeduplicate(p),
            AggregatePlan p => BindAggregate(p),
            SortPlan p => BindSort(p),
            LimitPlan p => new BoundLimit(Bind(p.Child), p.Count),
            JoinPlan p => BindJoin(p),
            UnionPlan p => BindUnion(p),
            WatermarkPlan p => BindWatermark(p),
            _ => throw new ArgumentException($"unknown plan {plan.GetType().Name}", nameof(plan)),
        };
        outputs[plan] = bound.Output;
        return bound;
    }

    private BoundRelation BindRelation(RelationPlan plan) =>
        new(plan.Relation, plan.Relation.Schema.Fields.Select(f => new PlanColumn(++lastId, f.Name, f.DataType, f.Nullable)).ToValueList());

    private BoundProject BindAlias(AliasPlan plan)
    {
        var child = Bind(plan.Child);
        return Project(child, child.Output.Select(c => Computed(c.Name, new BoundColumn(c), plan.Alias)));
    }

    private BoundFilter BindFilter(FilterPlan plan)
    {
        var child = Bind(plan.Child);
        var condition = Resolve(plan.Condition, child.Output, AllowedCalls.Scalar);
        return condition.Type is BooleanType or NullType
            ? new(child, condition)
            : throw Failure(plan.Condition, "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN", $"The condition is {condition.Type.Sql}, not BOOLEAN. Compare it with something.");
    }

    private BoundProject BindProject(BoundPlan child, ValueList<Expression> columns) => Project(child, columns.SelectMany(c => Outputs(c, child.Output, AllowedCalls.Windows)));

    private BoundProject BindWithColumns(WithColumnsPlan plan)
    {
        var child = Bind(plan.Child);
        var added = plan.Columns.Select(c => (c.Name, Value: Resolve(c.Operand, child.Output, AllowedCalls.Windows))).ToList();
        var replaced = child.Output.Select(c => added.FindLast(a => Same(a.Name, c.Name)) is { Value: not null } a ? Computed(a.Name, a.Value) : Kept(c)).ToList();
        var appended = added.Where(a => !child.Output.Any(c => Same(a.Name, c.Name))).Select(a => Computed(a.Name, a.Value));
        return Project(child, replaced.Concat(appended));
    }

    private BoundProject BindRename(RenamePlan plan)
    {
        var child = Bind(plan.Child);
        return Project(child, child.Output.Select(c => Same(c.Name, plan.From) ? Computed(plan.To, new BoundColumn(c)) : Kept(c)));
    }

    private BoundProject BindDrop(DropPlan plan)
    {
        var child = Bind(plan.Child);
        return Project(child, child.Output.Where(c => !plan.Names.Any(n => Same(n, c.Name))).Select(Kept));
    }

    /// <summary>A watermark tells stateful steps what they may forget; it changes no row and no column.</summary>
    private BoundPlan BindWatermark(WatermarkPlan plan)
    {
        var child = Bind(plan.Child);
        var column = ColumnNamed(plan.EventTime, child.Output);
        return column.Type is TimestampType or TimestampNTZType
            ? child
            : throw Failure(new ColumnReference(plan.EventTime), "EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE", $"A watermark needs a column of times; '{column.Name}' is {column.Type.Sql}. Cast it to TIMESTAMP.");
    }

    private BoundDeduplicate BindDeduplicate(DeduplicatePlan plan)
    {
        var child = Bind(plan.Child);
        var keys = plan.Columns.Count == 0 ? child.Output : plan.Columns.Select(name => ColumnNamed(name, child.Output)).ToValueList();
        foreach (var key in keys)
        {
            if (key.Type.HasMap())
                throw Failure(new ColumnReference(key.Name), "UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE", $"The column '{key.Name}' is a map; rows can't be compared by maps.");
        }
        return new(child, keys);
    }

    private BoundAggregate BindAggregate(AggregatePlan plan)
    {
        var child = Bind(plan.Child);
        var grouping = plan.Grouping.SelectMany(g => Outputs(g, child.Output, AllowedCalls.Scalar)).ToValueList();
        var aggregates = plan.Aggregates.SelectMany(a => Outputs(a, child.Output, AllowedCalls.Aggregates)).ToValueList();
        foreach (var (aggregate, written) in aggregates.Zip(plan.Aggregates, (a, w) => (a, w)))
        {
            if (GroupedColumns.FirstUngrouped(aggregate.Value, grouping) is { } column)
                throw Failure(written, "MISSING_AGGREGATION", $"The column '{column.Name}' is neither grouped by nor inside an aggregate. Group by it, or use first({column.Name}).");
        }
        return new(child, grouping, aggregates.Select(a => a with { Column = a.Column with { Id = ++lastId } }).ToValueList());
    }

    private BoundSorted BindSort(SortPlan plan)
    {
        var child = Bind(plan.Child);
        return new(child, plan.Order.Select(s => new BoundSort(Resolve(s.Operand, child.Output, AllowedCalls.Windows), s.Descending, s.NullsFirst ?? !s.Descending)).ToValueList());
    }

    private BoundPlan BindJoin(JoinPlan plan)
    {
        var (left, right) = (Bind(plan.Left), Bind(plan.Right));
        var leftOutput = plan.Type is JoinType.RightOuter or JoinType.FullOuter ? Nullable(left.Output) : left.Output;
        var rightOutput = plan.Type is JoinType.LeftOuter or JoinType.FullOuter ? Nullable(right.Output) : right.Output;
        var onlyLeft = plan.Type is JoinType.LeftSemi or JoinType.LeftAnti;
        var keys = plan.Using.Select(name => (Left: ColumnNamed(name, left.Output), Right: ColumnNamed(name, right.Output))).ToList();
        var inputs = left.Output.Concat(right.Output).ToValueList();
        var condition = plan.Using.Count > 0
            ? keys.Select(k => (Expression)new BinaryExpression(BinaryOperator.Equal, new ResolvedColumn(k.Left), new ResolvedColumn(k.Right)))
                .Aggregate((a, b) => new BinaryExpression(BinaryOperator.And, a, b))
            : plan.Condition;
        var bound = condition is null ? null : Resolve(condition, inputs, AllowedCalls.Scalar);
        var join = new BoundJoin(left, right, plan.Type, bound, onlyLeft ? leftOutput : leftOutput.Concat(rightOutput).ToValueList());
        if (plan.Using.Count == 0)
            return join;

        var first = keys.Select(k => plan.Type switch
        {
            JoinType.RightOuter => Kept(rightOutput.First(c => c.Id == k.Right.Id)),
            JoinType.FullOuter => Computed(k.Left.Name, Resolve(new FunctionCall("coalesce", ValueList.Of<Expression>(new ResolvedColumn(k.Left), new ResolvedColumn(k.Right))), join.Output, AllowedCalls.Scalar)),
            _ => Kept(leftOutput.First(c => c.Id == k.Left.Id)),
        });
        var rest = join.Output.Where(c => !keys.Any(k => k.Left.Id == c.Id || k.Right.Id == c.Id)).Select(Kept);
        return Project(join, first.Concat(rest));
    }

    private BoundUnion BindUnion(UnionPlan plan)
    {
        var (left, right) = (Bind(plan.Left), Bind(plan.Right));
        if (plan.ByName)
            (left, right) = MatchByName(left, right, plan.AllowMissing);
        if (left.Output.Count != right.Output.Count)
        {
            throw Failure("union", "NUM_COLUMNS_MISMATCH",
                $"A union needs as many columns on both sides: {left.Output.Count} ({Names(left)}) and {right.Output.Count} ({Names(right)}). Select the same columns, or use UnionByName with allowMissingColumns.");
        }
        var types = left.Output.Zip(right.Output, (l, r) => TypeCoercion.For(options.Ansi).Wider(l.Type, r.Type)
            ?? throw Failure("union", "INCOMPATIBLE_COLUMN_TYPE", $"The column '{l.Name}' is {l.Type.Sql} on one side and '{r.Name}' is {r.Type.Sql} on the other; no type holds both. Cast one of them.")).ToList();
        left = CastTo(left, types);
        right = CastTo(right, types);
        return new(left, right, left.Output.Zip(right.Output, (l, r) => new PlanColumn(++lastId, l.Name, l.Type, l.Nullable || r.Nullable)).ToValueList());
    }

    private (BoundPlan Left, BoundPlan Right) MatchByName(BoundPlan left, BoundPlan right, bool allowMissing)
    {
        var names = left.Output.Select(c => c.Name).ToList();
        if (allowMissing)
            names.AddRange(right.Output.Select(c => c.Name).Where(n => !names.Exists(m => Same(m, n))));
        return (Align(left, right), Align(right, left));

        BoundPlan Align(BoundPlan side, BoundPlan other) => Project(side, names.Select(name => side.Output.FirstOrDefault(c => Same(c.Name, name)) is { } column
            ? Kept(column)
            : allowMissing
                ? Computed(name, new BoundLiteral(null, other.Output.First(c => Same(c.Name, name)).Type))
                : throw Failure("unionByName", "UNRESOLVED_COLUMN.WITH_SUGGESTION", $"One side of the union has no column '{name}'; it has {Names(side)}. Pass allowMissingColumns to fill it with NULL.")));
    }

    private BoundPlan CastTo(BoundPlan side, List<DataType> types)
    {
        if (side.Output.Zip(types, (c, t) => c.Type == t).All(same => same))
            return side;
        var context = new BindContext(options);
        return Project(side, side.Output.Zip(types, (c, t) => c.Type == t ? Kept(c) : Computed(c.Name, context.Cast(new BoundColumn(c), t))));
    }

    /// <summary>The columns that one written column stands for: several for a star.</summary>
    private IEnumerable<BoundOutput> Outputs(Expression written, ValueList<PlanColumn> input, AllowedCalls allowed)
    {
        if (written is Star star)
            return Expand(star, input).Select(Kept);
        var alias = written as AliasExpression;
        var value = Resolve(alias?.Operand ?? written, input, allowed);
        return [alias is null && value is BoundColumn column ? Kept(column.Column) : Computed(alias?.Name ?? OutputNames.Of(written), value)];
    }

    private static List<PlanColumn> Expand(Star star, ValueList<PlanColumn> input)
    {
        var qualifier = star.Qualifier.Count == 0 ? null : star.Qualifier[star.Qualifier.Count - 1];
        var columns = input.Where(c => qualifier is null || (c.Qualifier is not null && Same(c.Qualifier, qualifier))).ToList();
        if (columns.Count == 0 && qualifier is not null)
            throw Failure(star, "CANNOT_RESOLVE_STAR_EXPAND", $"No frame is called '{qualifier}'. Give it the name by Alias(\"{qualifier}\").");
        var except = star.Except.Select(e => ColumnNamed(e.Parts[e.Parts.Count - 1], columns.ToValueList())).ToList();
        return columns.FindAll(c => !except.Contains(c));
    }

    private BoundExpression Resolve(Expression written, ValueList<PlanColumn> input, AllowedCalls allowed)
    {
        var expression = FrameColumns.Replace(written, column => FromFrame(column, input));
        var result = ExpressionBinder.Bind(expression, input, options, allowed);
        return result.Expression ?? throw new SqlExpressionException(SparkSqlWriter.Write(written), result.Diagnostics);
    }

    private Expression FromFrame(FrameColumn reference, ValueList<PlanColumn> input)
    {
        if (outputs.TryGetValue(reference.Plan, out var columns)
            && input.FirstOrDefault(c => c.Id == ColumnNamed(reference.Name, columns).Id) is { } column)
            return new ResolvedColumn(column);
        // The frame is an earlier step whose column was computed anew since, as in df.WithColumn("a", ..).Filter(df["a"] > 0): the name decides.
        return new ColumnReference(reference.Name);
    }

    private static PlanColumn ColumnNamed(string name, ValueList<PlanColumn> columns)
    {
        var found = columns.Where(c => Same(c.Name, name)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw Failure(new ColumnReference(name), "UNRESOLVED_COLUMN.WITH_SUGGESTION", $"There is no column '{name}'. Did you mean {string.Join(" or ", NameSuggestions.Nearest(name, columns.Select(c => c.Name)))}?"),
            _ => throw Failure(new ColumnReference(name), "AMBIGUOUS_REFERENCE", $"Several columns are called '{name}'. Take it from its frame: frame[\"{name}\"]."),
        };
    }

    private static ValueList<PlanColumn> Nullable(ValueList<PlanColumn> columns) => columns.Select(c => c with { Nullable = true }).ToValueList();

    private BoundOutput Computed(string name, BoundExpression value, string? qualifier = null) => new(new PlanColumn(++lastId, name, value.Type, value.Nullable, qualifier), value);

    private static BoundOutput Kept(PlanColumn column) => new(column, new BoundColumn(column));

    private static BoundProject Project(BoundPlan child, IEnumerable<BoundOutput> columns) => new(child, columns.ToValueList());

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string Names(BoundPlan plan) => string.Join(", ", plan.Output.Select(c => c.Name));

    private static SqlExpressionException Failure(Expression written, string errorClass, string message) => Failure(SparkSqlWriter.Write(written), errorClass, message);

    private static SqlExpressionException Failure(string text, string errorClass, string message) => new(text, [new SqlDiagnostic(errorClass, message, default)]);

    private sealed class ByReference : IEqualityComparer<LogicalPlan>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(LogicalPlan? x, LogicalPlan? y) => ReferenceEquals(x, y);

        public int GetHashCode(LogicalPlan obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
