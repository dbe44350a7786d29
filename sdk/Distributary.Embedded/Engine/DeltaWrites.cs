using System.Globalization;
using Distributary.Embedded.Delta;
using Distributary.Embedded.Relations;
using Distributary.Engines;
using Distributary.Types;

namespace Distributary.Embedded.Engine;

/// <summary>Writes of single frames to Delta tables, outside of pipelines.</summary>
internal static class DeltaWrites
{
    private static readonly string[] OwnOptions = ["mergeSchema", "txnAppId", "txnVersion"];

    /// <exception cref="ArgumentException">An option is unknown or can't be read.</exception>
    /// <exception cref="InvalidOperationException">There is a table and the mode forbids it.</exception>
    public static void Write(EmbeddedEngine engine, QueryScope scope, string sql, StructType schema, WriteRequest request)
    {
        var options = DeltaWriterOptions.Read(request.Options, OwnOptions);
        var log = engine.Log(request.Path!);
        if (request.Mode is SaveMode.ErrorIfExists or SaveMode.Ignore && log.Update() is { } table)
        {
            if (request.Mode == SaveMode.Ignore)
                return;
            throw new InvalidOperationException($"There is a table at '{table.TablePath}' already (version {table.Version.ToString(CultureInfo.InvariantCulture)}). Use Mode(SaveMode.Append) or Mode(SaveMode.Overwrite).");
        }
        var write = DeltaWrite.Begin(log, new DeltaWriteRequest(schema)
        {
            Transaction = Transaction(request),
            PartitionBy = request.PartitionBy.Count == 0 ? null : request.PartitionBy,
            MergeSchema = request.Options.TryGetValue("mergeSchema", out var merge) && bool.Parse(merge),
            Mode = request.Mode == SaveMode.Overwrite ? DeltaWriteMode.Overwrite : DeltaWriteMode.Append,
            UserMetadata = options.UserMetadata,
            Compression = options.Compression,
        });
        if (write.AlreadyCommitted)
            return;
        var outcome = DeltaCommit.CommitAll([write.Prepare(RowSlices.Write(write, scope, sql, options.MaxRecordsPerFile))], engine.Checkpointer)[0];
        switch (outcome)
        {
            case CommitOutcome.Conflict { Cause: var cause }:
                throw cause;
            case CommitOutcome.Failed { Cause: var cause }:
                throw cause;
            case CommitOutcome.Unknown { Cause: var cause }:
                throw new IOException($"The write to '{request.Path}' may be in the table or not: {cause.Message} Look at the table before writing again.", cause);
        }
    }

    private static (string AppId, long Version)? Transaction(WriteRequest request)
    {
        var (hasId, hasVersion) = (request.Options.TryGetValue("txnAppId", out var id), request.Options.TryGetValue("txnVersion", out var version));
        if (hasId != hasVersion)
            throw new ArgumentException("txnAppId and txnVersion belong together: one of them alone does not keep a write from being repeated. Set both.");
        if (!hasId)
            return null;
        return long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (id!, number)
            : throw new ArgumentException($"txnVersion is '{version}', not a whole number from 0.");
    }
}
