using System.Text;
using Distributary.Embedded.Engine;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Writing;

/// <summary>Writes rows as text files into a folder. The files get their names when all are written; where it fails, none is left.</summary>
internal sealed class TextFolder : IDisposable
{
    private readonly string folder;
    private readonly string name;
    private readonly Encoding encoding;
    private readonly Dictionary<string, StreamWriter> files = new(StringComparer.Ordinal);

    private TextFolder(string folder, string extension, Encoding encoding)
    {
        this.folder = folder;
        this.encoding = encoding;
        name = $"part-00000-{Guid.NewGuid()}.{extension}";
    }

    /// <summary>How the rows of a file are written.</summary>
    /// <param name="Begin">Writes what stands before the rows.</param>
    /// <param name="Row">Writes a row's values, without the partition columns.</param>
    public sealed record Form(Action<TextWriter> Begin, Action<TextWriter, IReadOnlyList<object?>> Row);

    /// <summary>Writes the rows of a query.</summary>
    /// <param name="connection">Where the query runs.</param>
    /// <param name="query">The query.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <param name="partitionBy">The columns whose values choose a row's folder.</param>
    /// <param name="extension">The files' extension.</param>
    /// <param name="encoding">The files' encoding.</param>
    /// <param name="form">Makes the form of the columns that stay.</param>
    public static void Write(DuckDBConnection connection, string query, StructType schema, string folder, IReadOnlyList<string> partitionBy, string extension, Encoding encoding, Func<StructType, Form> form)
    {
        var partitions = partitionBy.Select(p => IndexOf(schema, p)).ToList();
        var kept = Enumerable.Range(0, schema.Fields.Count).Except(partitions).ToList();
        if (kept.Count == 0)
            throw new ArgumentException($"All columns are partition columns ({string.Join(", ", partitionBy)}): a file needs one more.", nameof(partitionBy));
        var format = form(new([.. kept.Select(i => schema.Fields[i])]));
        using var target = new TextFolder(folder, extension, encoding);
        if (partitions.Count == 0)
            target.Open("", format);
        foreach (var row in RowReader.Stream(connection, query, schema))
        {
            var path = Path.Combine([.. partitions.Select(p => PartitionPath.Segment(schema.Fields[p], row[p]))]);
            format.Row(target.Open(path, format), [.. kept.Select(i => row[i])]);
        }
        target.Complete();
    }

    public void Dispose()
    {
        foreach (var (path, writer) in files)
        {
            writer.Dispose();
            File.Delete(Hidden(path));
        }
    }

    private static int IndexOf(StructType schema, string column)
    {
        var index = schema.Fields.ToList().FindIndex(f => string.Equals(f.Name, column, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw new ArgumentException($"There is no column '{column}' to partition by. The columns are: {string.Join(", ", schema.Fields.Select(f => f.Name))}.", nameof(column));
    }

    private StreamWriter Open(string path, Form form)
    {
        if (files.TryGetValue(path, out var writer))
            return writer;
        Directory.CreateDirectory(Path.Combine(folder, path));
        files[path] = writer = new(Hidden(path), append: false, encoding is UTF8Encoding ? new UTF8Encoding(false) : encoding) { NewLine = "\n" };
        form.Begin(writer);
        return writer;
    }

    private void Complete()
    {
        foreach (var (path, writer) in files)
        {
            writer.Dispose();
            File.Move(Hidden(path), Path.Combine(folder, path, name));
        }
        files.Clear();
    }

    private string Hidden(string path) => Path.Combine(folder, path, "." + name);
}
