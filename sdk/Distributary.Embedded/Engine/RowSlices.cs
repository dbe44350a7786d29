using Distributary.Embedded.Delta;
using Distributary.Embedded.Relations;

namespace Distributary.Embedded.Engine;

/// <summary>Writes rows to files of a table so that no file has more than a number of them.</summary>
internal static class RowSlices
{
    public static IReadOnlyList<AddFile> Write(DeltaWrite write, QueryScope scope, string sql, long? maxRecordsPerFile)
    {
        if (maxRecordsPerFile is not { } most)
            return write.WriteFiles(scope.Connection, sql);
        var table = scope.NewTable("slices");
        var (rows, slice) = (DuckDbSql.Name(table), DuckDbSql.Name(table + " slice"));
        // In the order of partitions, so that a slice touches few of them.
        var partitions = write.Metadata.PartitionColumns.Where(p => write.Request.Schema.Find(p) is not null).Select(DuckDbSql.Name).ToList();
        var order = partitions.Count == 0 ? "" : $"ORDER BY {string.Join(", ", partitions)}";
        scope.Connection.Run(FormattableString.Invariant($"CREATE TABLE {rows} AS SELECT *, (row_number() OVER ({order}) - 1) // {most} AS {slice} FROM ({sql}) AS \"rows\""));

        using var count = scope.Connection.CreateCommand();
        count.CommandText = $"SELECT coalesce(max({slice}) + 1, 0) FROM {rows}";
        var slices = Convert.ToInt64(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        var files = new List<AddFile>();
        try
        {
            for (var i = 0L; i < slices; i++)
                files.AddRange(write.WriteFiles(scope.Connection, FormattableString.Invariant($"SELECT * EXCLUDE ({slice}) FROM {rows} WHERE {slice} = {i}")));
        }
        catch
        {
            write.Abandon(files);
            throw;
        }
        return files;
    }
}
