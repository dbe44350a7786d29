using Distributary.Embedded.Delta;
using Distributary.Engines;
using Distributary.Types;

namespace Distributary.Embedded.Streaming;

/// <summary>A Delta table as a stream: what is there, then what each new version adds.</summary>
internal sealed class DeltaStreamRelation : StreamRelation
{
    /// <summary>Checks what a reader was told.</summary>
    /// <exception cref="ArgumentException">An option is wrong, or a schema was given that is not the table's.</exception>
    /// <exception cref="FileNotFoundException">There is no table.</exception>
    /// <exception cref="DeltaException">The table can't be read.</exception>
    public DeltaStreamRelation(ReadRequest request)
    {
        if (request.Paths is not [var path])
            throw new ArgumentException("A stream of a Delta table needs the table's path: Load(path).", nameof(request));
        Options = DeltaStreamOptions.Parse(request.Options);
        Log = DeltaLog.ForTable(path);
        Table = Log.Update() ?? throw new FileNotFoundException($"There is no Delta table in {Log.TablePath}, so it can't be streamed.", Log.TablePath);
        TableFeatures.CheckRead(Table);
        if (request.Schema is { } schema && schema != Table.Metadata.Schema)
            throw new ArgumentException($"The Delta table {Log.TablePath} has the schema {Table.Metadata.Schema}; the stream's {schema} is another one. Leave Schema(...) out: the table knows its own.", nameof(request));
    }

    public DeltaStreamOptions Options { get; }

    public DeltaLog Log { get; }

    /// <summary>The table when the stream was made: its columns are the stream's.</summary>
    public Snapshot Table { get; }

    public override StructType Schema => Table.Metadata.Schema;

    public override string Description => $"Delta table {Log.TablePath}";

    public override IStreamSource Open(CheckpointFolder checkpoint) => new DeltaStreamSource(this);
}
