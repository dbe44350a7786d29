using Distributary.Embedded.Functions;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Conformance.Cases;

/// <summary>Runs expressions over a fixture's table through parser, binder, writer and DuckDB.</summary>
internal sealed class CaseRunner : IDisposable
{
    private const string RowColumn = "__row";
    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly BinderOptions options;
    private readonly IReadOnlyList<PlanColumn> columns;

    public CaseRunner(string fixture, bool ansi)
    {
        var cells = SqlCells.Parse(fixture);
        // The cells are read with Spark's defaults of the mode that is asked for, as Spark itself does.
        options = new(ansi, cells.TimeZone);
        connection.Open();
        Execute("SET memory_limit = '1GB'");
        SparkFunctions.Register(connection);
        var values = cells.Columns.Select((name, i) => BindColumn(name, cells.Rows.Select(r => r[i]).ToList())).ToList();
        columns = cells.Columns.Select((name, i) => new PlanColumn(i, name, values[i].Type, values[i].Nullable)).ToList();
        Execute($"CREATE TABLE t ({string.Join(", ", columns.Select(c => $"{Name(c)} {DuckDbWriter.WriteType(c.Type)}"))})");
        for (var row = 0; row < cells.Rows.Count; row++)
            Execute($"INSERT INTO t SELECT {string.Join(", ", values.Select(v => DuckDbWriter.Write(v.Cells[row], Name, options)))}");
    }

    public Answer Run(string expression)
    {
        try
        {
            return RunChecked(expression);
        }
        catch (Exception e)
        {
            // Whatever goes wrong is this expression's answer: the run goes on.
            return new(expression, Unsupported: $"{e.GetType().Name}: {e.Message}");
        }
    }

    public void Dispose() => connection.Dispose();

    private Answer RunChecked(string text)
    {
        // Spark was asked for "SELECT {text} AS r": a text that ends before its last operand takes that AS for a column.
        var parsed = SqlParser.ParseExpression(text + " AS r", allowAlias: true);
        if (parsed.Diagnostics.Count > 0)
            return new(text, Refused: parsed.Diagnostics[0].ErrorClass);
        var result = ExpressionBinder.Bind(((AliasExpression)parsed.Expression).Operand, columns, options, AllowedCalls.Aggregates | AllowedCalls.Windows);
        if (result.Expression is not { } bound)
            return new(text, Refused: result.Diagnostics[0].ErrorClass);
        var type = bound.Type.CatalogString;
        if (Calls(bound).Any(c => c.Kind == FunctionKind.Aggregate && c.Over is null))
            return new(text, type, Error: "MISSING_GROUP_BY");
        try
        {
            var asText = new BoundCast(bound, new StringType(), CastMode.Ansi, true, false);
            var filter = DuckDbWriter.WriteRowFilter(bound, Name, options) is { } condition ? " WHERE " + condition : "";
            return new(text, type, Values: Query($"SELECT {DuckDbWriter.Write(asText, Name, options)} FROM t{filter} ORDER BY {RowColumn}"));
        }
        catch (UnsupportedExpressionException e)
        {
            return new(text, type, Unsupported: e.Message);
        }
        catch (DuckDBException e)
        {
            return SparkErrors.ClassOf(e) switch
            {
                null => new(text, type, Unsupported: "DuckDB: " + e.Message),
                SparkErrors.Unsupported => new(text, type, Unsupported: e.Message),
                var errorClass => new(text, type, Error: errorClass),
            };
        }
    }

    // The type of a column of VALUES is that of an array of its cells.
    private (DataType Type, bool Nullable, IReadOnlyList<BoundExpression> Cells) BindColumn(string name, IReadOnlyList<string> cells)
    {
        var parsed = cells.Select(c => Checked(c, SqlParser.ParseExpression(c).Diagnostics, SqlParser.ParseExpression(c).Expression)).ToArray();
        var list = ExpressionBinder.Bind(new FunctionCall("array", ValueList.Of(parsed)), [], options);
        var bound = (BoundCall)Checked($"array of column {name}", list.Diagnostics, list.Expression!);
        var type = (ArrayType)bound.Type;
        return (type.ElementType, type.ContainsNull, bound.Arguments);
    }

    private static T Checked<T>(string text, IReadOnlyList<SqlDiagnostic> diagnostics, T value) =>
        diagnostics.Count == 0 ? value : throw new SqlExpressionException(text, diagnostics);

    private static IEnumerable<BoundCall> Calls(BoundExpression node) => node switch
    {
        BoundCall c => c.Arguments.SelectMany(Calls).Prepend(c),
        BoundField f => Calls(f.Operand),
        BoundCast c => Calls(c.Operand),
        BoundCase c => c.Branches.SelectMany(b => Calls(b.Condition).Concat(Calls(b.Result))).Concat(c.Else is null ? [] : Calls(c.Else)),
        BoundLambda l => Calls(l.Body),
        _ => [],
    };

    private static string Name(PlanColumn column) => "\"" + column.Name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<string?> Query(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string?>();
        while (reader.Read())
            values.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        return values;
    }
}
