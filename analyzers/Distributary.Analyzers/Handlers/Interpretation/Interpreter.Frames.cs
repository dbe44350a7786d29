using System.Collections.Immutable;
using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Interpretation;

internal sealed partial class Interpreter
{
    private static readonly HashSet<string> RowWise = ["Filter", "Where", "Select", "SelectExpr", "WithColumn", "WithColumnRenamed", "Drop", "As", "Alias", "Repartition", "Coalesce", "OrderBy", "Sort"];
    private static readonly HashSet<string> FileFormats = ["Json", "Parquet", "Orc", "Text", "Csv", "Delta"];

    private static readonly string[] KafkaColumns = ["key", "value", "topic", "partition", "offset", "timestamp", "timestampType"];

    private Value CallApi(ApiRole role, IInvocationOperation call, Value? instance)
    {
        var arguments = Arguments(call.Arguments);
        var name = call.TargetMethod.Name;
        return role switch
        {
            ApiRole.Frame => instance is FrameValue frame ? CallFrame(call, name, frame, arguments) : OfType(call, arguments),
            ApiRole.FrameExtensions => arguments.FirstOrDefault() is FrameValue frame ? CallFrame(call, name, frame, [.. arguments.Skip(1)]) : OfType(call, arguments),
            ApiRole.Grouped => instance is GroupedValue grouped && apis.IsFrame(call.Type) ? Aggregate(call, grouped.Frame) : OfType(call, arguments),
            ApiRole.Writer or ApiRole.WriterV2 => instance is BuilderValue writer ? CallWriter(call, name, writer, arguments) : OfType(call, arguments),
            ApiRole.StreamWriter => instance is BuilderValue stream ? CallStreamWriter(call, name, stream, arguments) : OfType(call, arguments),
            ApiRole.StreamReader or ApiRole.Reader => instance is BuilderValue { Kind: BuilderKind.StreamReader } reader ? CallStreamReader(call, name, reader, arguments) : OfType(call, arguments),
            ApiRole.Session => CallSession(call, name, instance as SessionValue, arguments),
            ApiRole.Conf => CallConf(call, name, instance as ConfValue, arguments),
            ApiRole.Functions or ApiRole.Column => CallColumn(call, name, instance, arguments),
            ApiRole.Trigger => name == "Continuous" ? new ContinuousTriggerValue() : new OpaqueValue(),
            ApiRole.DeltaTable => CallDeltaTable(call, name, instance, arguments),
            ApiRole.Merge or ApiRole.MergeClause => CallMerge(call, name, instance, arguments),
            _ => OfType(call, arguments),
        };
    }

    /// <summary>A value of which no more is known than its type.</summary>
    private Value OfType(IInvocationOperation call, IReadOnlyList<Value> arguments) =>
        apis.Role(call.Type) == ApiRole.Column ? ColumnOf(null, call, arguments) : ForeignResult(call.Type, arguments, call);

    private bool IsBatchWork(FrameValue frame) => handler is not null && (frame.OfBatch || frame.IsForeign || frame.Parents.Count == 0);

    private Value CallFrame(IInvocationOperation call, string name, FrameValue frame, IReadOnlyList<Value> arguments)
    {
        switch (name)
        {
            case "Write":
                return new BuilderValue(BuilderKind.Writer, frame, path);
            case "WriteTo":
                var table = new BuilderValue(BuilderKind.Writer, frame, path);
                table.Options["\0table"] = (arguments.FirstOrDefault() ?? new OpaqueValue(), call);
                return table;
            case "WriteStream":
                return new BuilderValue(BuilderKind.StreamWriter, frame, path);
            case "Persist" or "Cache":
                if (handler is not null)
                {
                    frame.Persisted ??= new PersistEvent(call, path, frame);
                    Add(frame.Persisted);
                }
                return frame;
            case "Unpersist":
                Release(frame, call);
                return frame;
            case "Count" or "Collect" or "ToLocalIterator" or "Foreach" or "ForeachPartition":
                Act(call, frame, isPartial: false);
                return name == "Count" ? new ProbeValue(frame, call, name) : new OpaqueValue();
            case "IsEmpty" or "Take" or "First" or "Head" or "Show" or "Tail":
                Act(call, frame, isPartial: true);
                return name is "IsEmpty" or "Take" ? new ProbeValue(frame, call, name) : new OpaqueValue();
            case "CreateOrReplaceTempView" or "CreateTempView":
                if (frame.OfBatch && arguments.FirstOrDefault()?.Constant is { } view)
                    Add(new ViewEvent(call, path, view));
                return new OpaqueValue();
            case "GroupBy" or "Rollup" or "Cube":
                return new GroupedValue(frame);
            case "Agg":
                return Aggregate(call, frame);
            case "Transform" when arguments is [FunctionValue function]:
                return Invoke(function, [frame], call);
            case "SparkSession":
                return new SessionValue(frame.OfBatch ? SessionKind.Batch : SessionKind.Outer);
        }
        if (!apis.IsFrame(call.Type))
            return new OpaqueValue();
        if (name == "WithWatermark" && frame.OfBatch)
            Add(new WatermarkEvent(call, path));
        var result = new FrameValue(FrameOrigin.Unknown, call, [frame, .. arguments.OfType<FrameValue>()]) { IsRowWise = RowWise.Contains(name) };
        if (name is "DropDuplicates")
            result.Deduplicated = call;
        Shape(result, frame, name, arguments);
        return result;
    }

    /// <summary>The columns of a frame that is made of another.</summary>
    private static void Shape(FrameValue result, FrameValue frame, string name, IReadOnlyList<Value> arguments)
    {
        switch (name)
        {
            case "Select" or "SelectExpr":
                var columns = arguments.SelectMany(a => a is CollectionValue { IsComplete: true } list ? list.Elements : [a])
                    .SelectMany(a => a is ConstantValue { Value: string text } ? name == "Select" ? [new ColumnValue(text)] : SqlText.Columns(text) : [(a as ColumnValue) ?? new ColumnValue(null)]).ToList();
                result.Made = [.. columns.OfType<ColumnValue>()];
                result.HasBatchId = result.Made.Any(c => c.HoldsBatchId);
                if (columns.All(c => c?.Name is { } n && n != "*" && !n.EndsWith(".*", StringComparison.Ordinal)))
                {
                    // A column that is only named is what it was.
                    var known = ImmutableDictionary.Create<string, ColumnValue>(StringComparer.OrdinalIgnoreCase);
                    foreach (var selected in result.Made)
                        known = known.SetItem(selected.Name!, selected.Site is null && frame.Columns is { } before && before.TryGetValue(selected.Name!, out var same) ? same : selected);
                    result.Columns = known;
                }
                break;
            case "WithColumn" when arguments is [{ } column, { } value]:
                var source = value as ColumnValue;
                var made = new ColumnValue(column.Constant) { Site = source?.Site, VolatileFunction = source?.VolatileFunction, VolatileLiteral = source?.VolatileLiteral, HoldsBatchId = source?.HoldsBatchId == true, IsWindowed = source?.IsWindowed == true, Type = source?.Type };
                result.Made = [made];
                result.HasBatchId = made.HoldsBatchId;
                result.Columns = column.Constant is { } named ? frame.Columns?.SetItem(named, made) : null;
                break;
            case "WithColumnRenamed" when arguments is [{ Constant: { } old }, { Constant: { } renamed }]:
                result.Columns = frame.Columns is { } columnsBefore && columnsBefore.TryGetValue(old, out var moved) ? columnsBefore.Remove(old).SetItem(renamed, moved) : frame.Columns;
                break;
            case "Drop":
                var names = arguments.SelectMany(a => a is CollectionValue list ? list.Elements : [a]).Select(a => a.Constant ?? (a as ColumnValue)?.Name).ToList();
                result.Columns = names.All(n => n is not null) ? frame.Columns?.RemoveRange(names.OfType<string>()) : null;
                break;
            case "Filter" or "Where" or "Limit" or "Distinct" or "DropDuplicates" or "OrderBy" or "Sort" or "Repartition" or "Coalesce" or "As" or "Alias" or "WithWatermark":
                result.Columns = frame.Columns;
                break;
        }
        if (name is "Filter" or "Where" && arguments is [{ } condition])
        {
            var random = condition is ColumnValue column ? column.VolatileFunction : condition.Constant is { } text ? SqlText.VolatileFunction(text) : null;
            if (random is "rand" or "randn" or "random" or "uuid")
                result.Made = [new ColumnValue(null) { VolatileFunction = random, Site = result.Site }];
        }
    }

    private static FrameValue Aggregate(IInvocationOperation call, FrameValue frame) => new(FrameOrigin.Unknown, call, frame) { IsAggregate = true };

    private void Act(IInvocationOperation call, FrameValue frame, bool isPartial)
    {
        if (IsBatchWork(frame))
            Add(new ActionEvent(call, path, frame, isPartial, frame.ReadsSource()));
    }

    private void Release(FrameValue frame, IOperation call)
    {
        var released = new UnpersistEvent(call, path);
        Add(released);
        foreach (var kept in Kept(frame))
        {
            kept.Releases.Add(released);
        }
        // Where the frame is let go on some paths only, it may still be there.
        if (!IsInBranch())
            frame.Persisted = null;

        static IEnumerable<PersistEvent> Kept(FrameValue f) => f.Persisted is { } persisted ? [persisted] : f.Parents.SelectMany(Kept);
    }

    private Value CallWriter(IInvocationOperation call, string name, BuilderValue writer, IReadOnlyList<Value> arguments)
    {
        switch (name)
        {
            case "Save" or "SaveAsTable" or "InsertInto":
                Write(call, writer, writer.Format, arguments.FirstOrDefault());
                return new OpaqueValue();
            case "Append" or "Create" or "Replace" or "CreateOrReplace" or "Overwrite" or "OverwritePartitions":
                writer.Mode = new ConstantValue(name);
                Write(call, writer, writer.Format, writer.Options.TryGetValue("\0table", out var table) ? table.Value : null);
                return new OpaqueValue();
            case var _ when FileFormats.Contains(name) && call.TargetMethod.ReturnsVoid:
                Write(call, writer, new ConstantValue(name.ToLowerInvariant()), arguments.FirstOrDefault());
                return new OpaqueValue();
            case "Using":
                Configure(writer, call, "Format", arguments);
                return writer;
            default:
                Configure(writer, call, name, arguments);
                return writer;
        }
    }

    private void Write(IInvocationOperation call, BuilderValue writer, Value? format, Value? target)
    {
        if (handler is not null)
            Add(new WriteEvent(call, path, writer, format, target, writer.Frame.ReadsSource()));
    }

    /// <summary>Takes a setting. One that is set on some paths only is not known.</summary>
    private void Configure(BuilderValue builder, IInvocationOperation call, string name, IReadOnlyList<Value> arguments)
    {
        var isSure = path.Since(builder.Path).All(s => s is not (BranchStep or LoopStep));
        switch (name)
        {
            case "Format" when arguments is [{ } format]:
                builder.Format = isSure ? format : new OpaqueValue();
                break;
            case "Mode" when arguments is [{ } mode]:
                builder.Mode = isSure ? mode : new OpaqueValue();
                builder.ModeSite = call;
                break;
            case "Option" when arguments is [{ } key, { } value]:
                SetOption(builder, call, key, isSure ? value : new OpaqueValue());
                break;
            case "Options" when arguments is [CollectionValue { } options]:
                foreach (var entry in options.Elements.OfType<ObjectValue>())
                    SetOption(builder, call, entry.Item(0) ?? new OpaqueValue(), isSure ? entry.Item(1) ?? new OpaqueValue() : new OpaqueValue());
                builder.HasOtherOptions |= !options.IsComplete;
                break;
            case "Options":
                builder.HasOtherOptions = true;
                break;
        }
    }

    private static void SetOption(BuilderValue builder, IInvocationOperation call, Value key, Value value)
    {
        if (key.Constant is { } name)
            builder.Options[name] = (value, call);
        else
            builder.HasOtherOptions = true;
    }

    private Value CallStreamReader(IInvocationOperation call, string name, BuilderValue reader, IReadOnlyList<Value> arguments)
    {
        if (!apis.IsFrame(call.Type))
        {
            Configure(reader, call, name, arguments);
            return reader;
        }
        var format = name is "Load" ? reader.Format?.Constant : name.ToLowerInvariant();
        var topics = reader.Options.TryGetValue("subscribe", out var subscribed) ? subscribed.Value : null;
        var stream = new FrameValue(FrameOrigin.Stream, call) { Source = new StreamSource(format, topics, reader.IsSpark) };
        if (format == "kafka" && reader.Lacks("includeHeaders"))
            stream.Columns = KafkaColumns.ToImmutableDictionary(c => c, c => new ColumnValue(c), StringComparer.OrdinalIgnoreCase);
        return stream;
    }

    private Value CallStreamWriter(IInvocationOperation call, string name, BuilderValue writer, IReadOnlyList<Value> arguments)
    {
        switch (name)
        {
            case "ForeachBatch" when arguments is [{ } function]:
                writer.Handler = function;
                writer.HandlerSite = call;
                if (function is FunctionValue known && handler is null)
                    Handle(call, writer, known);
                return writer;
            case "Trigger":
                if (arguments is [ContinuousTriggerValue])
                    writer.Continuous = call;
                return writer;
            case "Start" or "ToTable":
                if (handler is null)
                    streams.Add(new StreamModel(writer, call, path, Apis.IsMicrosoftSpark(call.TargetMethod.ContainingType)));
                return new OpaqueValue();
            default:
                Configure(writer, call, name, arguments);
                return writer;
        }
    }

    private void Handle(IInvocationOperation call, BuilderValue writer, FunctionValue function)
    {
        var isMicrosoft = Apis.IsMicrosoftSpark(call.TargetMethod.ContainingType);
        var source = writer.Frame.FindSource();
        var model = new HandlerModel(call, function, source, isMicrosoft) { RecomputesBatches = isMicrosoft || source?.IsSpark == true || (apis.HasSpark && !apis.HasEmbedded) };
        var body = function.Body ?? (function.Method.IsVirtual || function.Method.IsAbstract || function.Method.IsOverride ? null : BodyOf(function.Method));
        if (body is null || function.Method.Parameters.Length < 2)
            return;

        var batch = new FrameValue(FrameOrigin.Batch, call) { Columns = writer.Frame.Columns };
        var (outerPath, outerChanges, outerTasks) = (path, changes, tasks);
        (handler, path, changes, tasks) = (model, ControlPath.Root, [], new object());
        Invoke(function.Method, body, function.Scope, function.Instance, [batch, new OpaqueValue(new object(), null, fromBatchId: true)], call);
        foreach (var change in changes)
            change.Key.Item1.Set(change.Key.Item2, change.Value);
        (handler, path, changes, tasks) = (null, outerPath, outerChanges, outerTasks);
        handlers.Add(model);
    }

    private Value CallSession(IInvocationOperation call, string name, SessionValue? session, IReadOnlyList<Value> arguments)
    {
        session ??= new SessionValue(SessionKind.Outer);
        switch (name)
        {
            case "ReadStream":
                return new BuilderValue(BuilderKind.StreamReader, new FrameValue(FrameOrigin.Unknown, call), path) { IsSpark = IsSpark(call) };
            case "NewSession" or "CloneSession":
                return new SessionValue(SessionKind.Own);
            case "Active" or "GetActiveSession" or "GetDefaultSession":
                return new SessionValue(handler is null ? SessionKind.Outer : SessionKind.Own);
            case "Conf":
                return new ConfValue(session);
            case "Sql" or "Table":
                if (arguments.FirstOrDefault()?.Constant is { } text)
                    Add(new SqlEvent(call, path, session, text));
                return apis.IsFrame(call.Type) ? new FrameValue(FrameOrigin.Unknown, call) { IsForeign = true } : new OpaqueValue();
            default:
                return OfType(call, arguments);
        }
    }

    /// <summary>Whether Spark runs what the session reads; null where that is not known.</summary>
    private static bool? IsSpark(IInvocationOperation call)
    {
        var type = call.Instance is IConversionOperation conversion ? conversion.Operand.Type : call.Instance?.Type;
        return type?.Name switch { "SparkSession" => true, "EmbeddedSession" => false, _ => null };
    }

    private Value CallConf(IInvocationOperation call, string name, ConfValue? conf, IReadOnlyList<Value> arguments)
    {
        if (name == "Set" && arguments is [{ } key, { } value])
            Add(new ConfEvent(call, path, conf?.Session, key.Constant, value));
        return new OpaqueValue();
    }

    private Value CallColumn(IInvocationOperation call, string name, Value? instance, IReadOnlyList<Value> arguments)
    {
        var parts = instance is null ? arguments : [instance, .. arguments];
        switch (name)
        {
            case "Col" or "Column" when arguments is [{ Constant: { } column }]:
                return new ColumnValue(column);
            case "Expr" when arguments is [{ Constant: { } sql }]:
                return SqlText.Columns(sql) is [{ } parsed] ? With(parsed, call) : new ColumnValue(null) { Site = call };
            case "As" or "Alias" or "Name" when instance is ColumnValue named && arguments is [{ Constant: { } alias }]:
                return new ColumnValue(alias) { Site = call, VolatileFunction = named.VolatileFunction, VolatileLiteral = named.VolatileLiteral, HoldsBatchId = named.HoldsBatchId, IsWindowed = named.IsWindowed, Type = named.Type };
            case "Cast" when instance is ColumnValue cast && arguments is [{ Constant: { } type }]:
                return new ColumnValue(cast.Name) { Site = call, VolatileFunction = cast.VolatileFunction, VolatileLiteral = cast.VolatileLiteral, HoldsBatchId = cast.HoldsBatchId, Type = type.ToLowerInvariant() };
            case "CurrentTimestamp" or "Rand" or "Randn" or "Uuid" or "Now":
                return new ColumnValue(null) { Site = call, VolatileFunction = name == "CurrentTimestamp" ? "current_timestamp" : name.ToLowerInvariant() };
            case "Udf" when arguments.FirstOrDefault() is FunctionValue function:
                return new FunctionValue(function.Method, function.Body, function.Scope, function.Instance);
            case "Over" when instance is ColumnValue over:
                return new ColumnValue(over.Name) { Site = call, IsWindowed = true };
        }
        return apis.Role(call.Type) == ApiRole.Column ? ColumnOf(null, call, parts) : new OpaqueValue();
    }

    private static ColumnValue With(ColumnValue column, IOperation site)
    {
        column.Site = site;
        return column;
    }

    /// <summary>A column that is computed of others.</summary>
    private static ColumnValue ColumnOf(string? name, IOperation site, IReadOnlyList<Value> parts)
    {
        var all = parts.SelectMany(p => p is CollectionValue list ? list.Elements : [p]).ToList();
        return new ColumnValue(name)
        {
            Site = site,
            VolatileFunction = all.OfType<ColumnValue>().Select(c => c.VolatileFunction).FirstOrDefault(f => f is not null),
            VolatileLiteral = all.OfType<ColumnValue>().Select(c => c.VolatileLiteral).FirstOrDefault(l => l is not null) ?? all.FirstOrDefault(a => a is OpaqueValue or TextValue && a.Volatile is not null),
            HoldsBatchId = all.Any(a => a.FromBatchId),
            IsWindowed = all.OfType<ColumnValue>().Any(c => c.IsWindowed),
        };
    }

    private Value CallDeltaTable(IInvocationOperation call, string name, Value? instance, IReadOnlyList<Value> arguments)
    {
        switch (name)
        {
            case "ForPath" or "ForName":
                return new DeltaTableValue(arguments.LastOrDefault(a => a is not SessionValue) ?? new OpaqueValue());
            case "As" or "Alias" when instance is DeltaTableValue:
                return instance;
            case "Merge" when arguments is [FrameValue source, { } condition]:
                var merge = new BuilderValue(BuilderKind.Merge, source, path) { Format = (instance as DeltaTableValue)?.Name, Mode = condition, ModeSite = call };
                return merge;
            default:
                return OfType(call, arguments);
        }
    }

    private Value CallMerge(IInvocationOperation call, string name, Value? instance, IReadOnlyList<Value> arguments)
    {
        if (instance is not BuilderValue { Kind: BuilderKind.Merge } merge)
            return OfType(call, arguments);
        switch (name)
        {
            case "Execute":
                if (handler is not null)
                {
                    var updates = merge.Options.Where(o => o.Key.StartsWith("update:", StringComparison.Ordinal)).Select(o => o.Value.Value).ToList();
                    Add(new MergeEvent(call, path, merge, merge.Format, merge.Mode, updates, merge.Options.ContainsKey("matched"), merge.Frame.ReadsSource()));
                }
                return new OpaqueValue();
            case "UpdateExpr" or "Update" or "UpdateAll":
                merge.Options["matched"] = (new ConstantValue(name), call);
                foreach (var update in arguments.OfType<CollectionValue>().SelectMany(c => c.Elements).OfType<ObjectValue>())
                    merge.Options["update:" + merge.Options.Count] = (update.Item(1) ?? new OpaqueValue(), call);
                return merge;
            default:
                return merge;
        }
    }
}
