using System.Globalization;
using Distributary.Engines;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary;

/// <summary>
/// Rows in named columns, described by an immutable plan: each method gives a new frame, and nothing is read before rows are asked for or written. Names follow Microsoft.Spark.
/// </summary>
/// <param name="engine">The engine that runs the plan.</param>
/// <param name="plan">The plan.</param>
public sealed class DataFrame(IEngine engine, LogicalPlan plan)
{
    private StructType? schema;

    /// <summary>The engine that runs the plan.</summary>
    public IEngine Engine { get; } = engine;

    /// <summary>The plan.</summary>
    public LogicalPlan Plan { get; } = plan;

    /// <summary>A column of this frame, told from columns of the same name in other frames of a join.</summary>
    public Column this[string columnName] => new(new FrameColumn(Plan, columnName));

    /// <summary>The columns' names and types.</summary>
    /// <exception cref="SqlExpressionException">A name or type in the plan does not fit.</exception>
    public StructType Schema() => schema ??= Engine.Schema(Plan);

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Columns() => [.. Schema().Fields.Select(f => f.Name)];

    /// <summary>Whether a source of the frame has no end.</summary>
    public bool IsStreaming() => Plan.IsStreaming;

    /// <summary>Computed columns.</summary>
    public DataFrame Select(params Column[] columns) => With(new ProjectPlan(Plan, columns.Select(c => c.Expression).ToValueList()));

    /// <summary>Columns by name.</summary>
    public DataFrame Select(string column, params string[] columns) => With(new ProjectPlan(Plan, columns.Prepend(column).Select(ColumnNames.Parse).ToValueList()));

    /// <summary>Computed columns in Spark SQL.</summary>
    /// <exception cref="SqlExpressionException">An expression can't be parsed.</exception>
    public DataFrame SelectExpr(params string[] expressions) => With(new ProjectPlan(Plan, expressions.Select(e => Functions.Expr(e).Expression).ToValueList()));

    /// <summary>The rows for which a condition is true.</summary>
    public DataFrame Filter(Column condition) => With(new FilterPlan(Plan, condition.Expression));

    /// <summary>The rows for which a condition in Spark SQL is true.</summary>
    /// <exception cref="SqlExpressionException">The condition can't be parsed.</exception>
    public DataFrame Filter(string condition) => Filter(Functions.Expr(condition));

    /// <summary>The rows for which a condition is true.</summary>
    public DataFrame Where(Column condition) => Filter(condition);

    /// <summary>The rows for which a condition in Spark SQL is true.</summary>
    /// <exception cref="SqlExpressionException">The condition can't be parsed.</exception>
    public DataFrame Where(string condition) => Filter(condition);

    /// <summary>All columns with one added, or replaced where the name exists.</summary>
    public DataFrame WithColumn(string name, Column value) => With(new WithColumnsPlan(Plan, ValueList.Of(new AliasExpression(value.Expression, name))));

    /// <summary>All columns, one of them under another name. Nothing changes where there is no such column.</summary>
    public DataFrame WithColumnRenamed(string existingName, string newName) => With(new RenamePlan(Plan, existingName, newName));

    /// <summary>All columns but the named ones. Names without a column are ignored.</summary>
    public DataFrame Drop(params string[] names) => With(new DropPlan(Plan, names.ToValueList()));

    /// <summary>One row of those that are equal in all columns.</summary>
    public DataFrame Distinct() => With(new DeduplicatePlan(Plan, default));

    /// <summary>One row of those that are equal in all columns.</summary>
    public DataFrame DropDuplicates() => Distinct();

    /// <summary>One row of those that are equal in the named columns; which one is open.</summary>
    public DataFrame DropDuplicates(string column, params string[] columns) => With(new DeduplicatePlan(Plan, columns.Prepend(column).ToValueList()));

    /// <summary>
    /// Says how late rows of a stream may come: stateful steps, such as an aggregation by time windows, forget what lies further back than the newest time seen. It has a
    /// meaning before the fan-out only, on a stream.
    /// </summary>
    /// <param name="eventTime">The column of the rows' times.</param>
    /// <param name="delayThreshold">How far back: <c>"10 minutes"</c>.</param>
    public DataFrame WithWatermark(string eventTime, string delayThreshold) => With(new WatermarkPlan(Plan, eventTime, delayThreshold));

    /// <summary>Groups of rows that agree in the columns.</summary>
    public RelationalGroupedDataset GroupBy(params Column[] columns) => new(this, columns.Select(c => c.Expression).ToValueList());

    /// <summary>Groups of rows that agree in the named columns.</summary>
    public RelationalGroupedDataset GroupBy(string column, params string[] columns) => new(this, columns.Prepend(column).Select(ColumnNames.Parse).ToValueList());

    /// <summary>Aggregates over all rows.</summary>
    public DataFrame Agg(Column expression, params Column[] expressions) => GroupBy().Agg(expression, expressions);

    /// <summary>Pairs of rows of two frames that fulfil a condition.</summary>
    /// <param name="right">The other frame.</param>
    /// <param name="condition">The condition; <c>left["id"] == right["id"]</c> tells columns of one name apart.</param>
    /// <param name="joinType"><c>inner</c>, <c>left</c>, <c>right</c>, <c>full</c>, <c>left_semi</c>, <c>left_anti</c> and Spark's other spellings.</param>
    public DataFrame Join(DataFrame right, Column condition, string joinType = "inner") =>
        With(new JoinPlan(Plan, right.Plan, JoinTypes.Parse(joinType), condition.Expression, default));

    /// <summary>Pairs of rows of two frames that agree in the named columns, which appear once.</summary>
    public DataFrame Join(DataFrame right, IEnumerable<string> usingColumns, string joinType = "inner") =>
        With(new JoinPlan(Plan, right.Plan, JoinTypes.Parse(joinType), null, usingColumns.ToValueList()));

    /// <summary>Pairs of rows of two frames that agree in the named column, which appears once.</summary>
    public DataFrame Join(DataFrame right, string usingColumn, string joinType = "inner") => Join(right, [usingColumn], joinType);

    /// <summary>Every pair of rows of two frames.</summary>
    public DataFrame CrossJoin(DataFrame right) => With(new JoinPlan(Plan, right.Plan, JoinType.Cross, null, default));

    /// <summary>The rows of both frames, columns matched by position.</summary>
    public DataFrame Union(DataFrame other) => With(new UnionPlan(Plan, other.Plan, ByName: false, AllowMissing: false));

    /// <summary>The rows of both frames, columns matched by name.</summary>
    /// <param name="other">The other frame.</param>
    /// <param name="allowMissingColumns">Whether a column that one frame lacks is NULL in its rows.</param>
    public DataFrame UnionByName(DataFrame other, bool allowMissingColumns = false) => With(new UnionPlan(Plan, other.Plan, ByName: true, allowMissingColumns));

    /// <summary>The first rows; which ones is open without an order.</summary>
    public DataFrame Limit(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return With(new LimitPlan(Plan, n));
    }

    /// <summary>The rows in order.</summary>
    public DataFrame OrderBy(params Column[] columns) => With(new SortPlan(Plan, columns.Select(c => c.Expression as SortExpression ?? new SortExpression(c.Expression)).ToValueList()));

    /// <summary>The rows in the order of the named columns.</summary>
    public DataFrame OrderBy(string column, params string[] columns) => OrderBy([.. columns.Prepend(column).Select(Functions.Col)]);

    /// <summary>The rows in order.</summary>
    public DataFrame Sort(params Column[] columns) => OrderBy(columns);

    /// <summary>The rows in the order of the named columns.</summary>
    public DataFrame Sort(string column, params string[] columns) => OrderBy(column, columns);

    /// <summary>The frame under a name that qualifies its columns.</summary>
    public DataFrame Alias(string alias) => With(new AliasPlan(Plan, alias));

    /// <summary>The frame under a name that qualifies its columns.</summary>
    public DataFrame As(string alias) => Alias(alias);

    /// <summary>What a function makes of the frame.</summary>
    public DataFrame Transform(Func<DataFrame, DataFrame> function) => function(this);

    /// <summary>The rows.</summary>
    /// <exception cref="SqlExpressionException">A name or type in the plan does not fit.</exception>
    public IReadOnlyList<Row> Collect() => Engine.Collect(Plan);

    /// <summary>The first rows.</summary>
    public IReadOnlyList<Row> Take(int n) => Limit(n).Collect();

    /// <summary>The first row; null where there is none.</summary>
    public Row? First() => Take(1) is [var row, ..] ? row : null;

    /// <summary>How many rows there are.</summary>
    public long Count() => Agg(Functions.Count(Functions.Lit(1))).Collect()[0].GetAs<long>(0);

    /// <summary>Whether there is no row.</summary>
    public bool IsEmpty() => Take(1).Count == 0;

    /// <summary>Prints the first rows as a table to the console.</summary>
    /// <param name="numRows">How many rows at most.</param>
    /// <param name="truncate">How many characters of a value at most; 0 for all.</param>
    public void Show(int numRows = 20, int truncate = 20) => Console.Out.Write(RowTable.Format(Schema(), Take(numRows + 1), numRows, truncate));

    /// <summary>Prints the columns' names and types as a tree to the console.</summary>
    public void PrintSchema() => Console.Out.Write(SchemaTree.Format(Schema()));

    /// <summary>Writes the rows.</summary>
    public DataFrameWriter Write() => new(this);

    /// <summary>Writes the rows of a stream, batch by batch.</summary>
    public DataStreamWriter WriteStream() => new(this);

    /// <summary>The columns with their types.</summary>
    public override string ToString() => "[" + string.Join(", ", Schema().Fields.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name}: {f.DataType}"))) + "]";

    private DataFrame With(LogicalPlan next) => new(Engine, next);
}
