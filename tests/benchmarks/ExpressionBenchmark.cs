using System.Diagnostics;
using System.Globalization;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;

namespace Distributary.Benchmarks;

/// <summary>How many typical predicates one core parses, and parses and binds, in a second.</summary>
internal static class ExpressionBenchmark
{
    private const int Rounds = 5;
    private const int PerRound = 200_000;

    private static readonly string[] Predicates =
    [
        "Quantity > 0",
        "CustomerID IS NOT NULL",
        "UnitPrice > 0 AND Quantity BETWEEN 1 AND 1000",
        "Country IN ('France', 'Germany', 'EIRE')",
        "lower(Description) LIKE '%red%' OR StockCode RLIKE '^[0-9]+$'",
        "coalesce(UnitPrice, 0.0) * Quantity > 100.50",
        "InvoiceDate >= TIMESTAMP '2011-01-01 00:00:00' AND NOT startswith(InvoiceNo, 'C')",
        "CASE WHEN Quantity > 10 THEN 'bulk' ELSE 'single' END = 'bulk'",
        "CAST(CustomerID AS INT) % 10 = 3",
    ];

    public static void Run()
    {
        var schema = SqlParser.ParseSchema("InvoiceNo STRING, StockCode STRING, Description STRING, Quantity INT, InvoiceDate TIMESTAMP, UnitPrice DOUBLE, CustomerID DOUBLE, Country STRING");
        var columns = schema.Fields.Select((field, id) => new PlanColumn(id, field.Name, field.DataType, field.Nullable)).ToList();
        Measure("parse", text => SqlParser.ParseExpression(text));
        Measure("parse and bind", text => ExpressionBinder.Bind(SqlParser.ParseExpression(text).Expression, columns, BinderOptions.Default));
    }

    private static void Measure(string name, Action<string> action)
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < PerRound; i++)
                action(Predicates[i % Predicates.Length]);
            best = Math.Max(best, PerRound / watch.Elapsed.TotalSeconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {best:N0} predicates a second"));
    }
}
