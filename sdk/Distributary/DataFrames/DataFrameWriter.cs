using System.Globalization;
using Distributary.Engines;

namespace Distributary;

/// <summary>Writes a frame's rows.</summary>
public sealed class DataFrameWriter
{
    private readonly DataFrame frame;
    private readonly Dictionary<string, string> options = new(StringComparer.OrdinalIgnoreCase);
    private string? format;
    private SaveMode mode = SaveMode.ErrorIfExists;
    private string[] partitionBy = [];

    internal DataFrameWriter(DataFrame frame) => this.frame = frame;

    /// <summary>What happens with data that is there. Default: <see cref="SaveMode.ErrorIfExists"/>.</summary>
    public DataFrameWriter Mode(SaveMode saveMode)
    {
        mode = saveMode;
        return this;
    }

    /// <summary>What happens with data that is there: <c>append</c>, <c>overwrite</c>, <c>error</c>, <c>ignore</c>.</summary>
    public DataFrameWriter Mode(string saveMode) => Mode(saveMode.ToUpperInvariant() switch
    {
        "APPEND" => SaveMode.Append,
        "OVERWRITE" => SaveMode.Overwrite,
        "ERROR" or "ERRORIFEXISTS" or "DEFAULT" => SaveMode.ErrorIfExists,
        "IGNORE" => SaveMode.Ignore,
        _ => throw new ArgumentException($"'{saveMode}' is no save mode. Use append, overwrite, error or ignore.", nameof(saveMode)),
    });

    /// <summary>The format: <c>csv</c>, <c>json</c>, <c>parquet</c>, <c>delta</c>. Default: <c>parquet</c> for folders, as in Spark, and <c>delta</c> for tables of the catalog.</summary>
    public DataFrameWriter Format(string source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        format = source.ToLowerInvariant();
        return this;
    }

    /// <summary>An option of the format.</summary>
    public DataFrameWriter Option(string key, string value)
    {
        options[key] = value;
        return this;
    }

    /// <summary>An option of the format.</summary>
    public DataFrameWriter Option(string key, bool value) => Option(key, value ? "true" : "false");

    /// <summary>An option of the format.</summary>
    public DataFrameWriter Option(string key, long value) => Option(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Columns whose values choose the folder of a row.</summary>
    public DataFrameWriter PartitionBy(params string[] columns)
    {
        partitionBy = columns;
        return this;
    }

    /// <summary>Writes the rows to a folder.</summary>
    /// <exception cref="InvalidOperationException">The frame is a stream, or there is data and the mode forbids it.</exception>
    public void Save(string path) => Write(new WriteRequest(format ?? "parquet", path, mode, options, partitionBy));

    /// <summary>Writes the rows to a table of the catalog: <c>shop.sales</c>.</summary>
    /// <exception cref="InvalidOperationException">The frame is a stream, or there is a table and the mode forbids it.</exception>
    public void SaveAsTable(string tableName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        Write(new WriteRequest(format ?? "delta", null, mode, options, partitionBy) { Table = tableName });
    }

    /// <summary>Writes CSV files.</summary>
    public void Csv(string path) => Format("csv").Save(path);

    /// <summary>Writes JSON lines files.</summary>
    public void Json(string path) => Format("json").Save(path);

    /// <summary>Writes Parquet files.</summary>
    public void Parquet(string path) => Format("parquet").Save(path);

    /// <summary>Writes a Delta table.</summary>
    public void Delta(string path) => Format("delta").Save(path);

    private void Write(WriteRequest request)
    {
        if (frame.IsStreaming())
            throw new InvalidOperationException("Write() can't write a stream. Use WriteStream().ForeachBatch(...), or a pipeline's Start(...).");
        frame.Engine.Write(frame.Plan, request);
    }
}
