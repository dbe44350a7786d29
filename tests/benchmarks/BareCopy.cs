using System.Diagnostics;
using DuckDB.NET.Data;

namespace Distributary.Benchmarks;

/// <summary>The floor: the batch's files into a table, then the seven results as Parquet files, one COPY after the other. No log, nothing made durable.</summary>
internal sealed class BareCopy : IDisposable
{
    private const string Valid = "CustomerID IS NOT NULL AND UnitPrice > 0";
    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly string folder;
    private int batch;

    public BareCopy(string folder, int threads)
    {
        this.folder = folder;
        connection.Open();
        Run($"SET threads = {threads}");
        Run("SET TimeZone = 'UTC'");
    }

    public TimeSpan Batch(IEnumerable<string> files)
    {
        var started = Stopwatch.GetTimestamp();
        var list = string.Join(", ", files.Select(f => $"'{f}'"));
        Run($"""
            CREATE OR REPLACE TABLE batch AS SELECT * FROM read_csv([{list}], header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns =
            {"{'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR', 'Quantity': 'INTEGER', 'InvoiceDate': 'TIMESTAMPTZ', 'UnitPrice': 'DOUBLE', 'CustomerID': 'DOUBLE', 'Country': 'VARCHAR'}"})
            """);
        Copy("bronze", "SELECT * FROM batch");
        Copy("sales", $"SELECT * FROM batch WHERE {Valid} AND Quantity > 0");
        Copy("returns", $"SELECT * FROM batch WHERE {Valid} AND Quantity <= 0");
        Copy("domestic", $"SELECT * FROM batch WHERE {Valid} AND Country = 'United Kingdom'");
        Copy("foreign", $"SELECT * FROM batch WHERE {Valid} AND Country <> 'United Kingdom'");
        Copy("revenue", $"SELECT InvoiceNo, Country, InvoiceDate::DATE AS day, Quantity * UnitPrice AS amount FROM batch WHERE {Valid} AND Quantity > 0");
        Copy("dead_letters", """
            SELECT *, CASE WHEN CustomerID IS NULL THEN 'missing_customer' ELSE 'bad_price' END AS _error_reason,
            list_filter([CASE WHEN CustomerID IS NULL THEN 'missing_customer' END, CASE WHEN NOT coalesce(UnitPrice > 0, false) THEN 'bad_price' END], r -> r IS NOT NULL) AS _error_reasons,
            0::BIGINT AS _batch_id, now() AS _processed_at FROM batch WHERE CustomerID IS NULL OR NOT coalesce(UnitPrice > 0, false)
            """);
        batch++;
        return Stopwatch.GetElapsedTime(started);
    }

    public void Dispose() => connection.Dispose();

    private void Copy(string sink, string query) => Run($"COPY ({query}) TO '{Path.Combine(folder, FormattableString.Invariant($"{sink}-{batch}.parquet"))}' (FORMAT parquet)");

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
