using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Model;

/// <summary>Something that a handler does.</summary>
internal abstract class HandlerEvent(IOperation site, ControlPath path)
{
    public IOperation Site { get; } = site;

    public ControlPath Path { get; } = path;

    public Location Location => Places.Of(Site);
}

/// <summary>A frame is computed.</summary>
/// <param name="site">The call.</param>
/// <param name="path">On which path.</param>
/// <param name="frame">The frame.</param>
/// <param name="isPartial">Whether some rows are enough, as for <c>Take</c>.</param>
/// <param name="readsSource">Whether the batch's source is read for it.</param>
internal class ActionEvent(IOperation site, ControlPath path, FrameValue frame, bool isPartial, bool readsSource) : HandlerEvent(site, path)
{
    public FrameValue Frame { get; } = frame;

    public bool IsPartial { get; } = isPartial;

    public bool ReadsSource { get; } = readsSource;
}

/// <summary>A frame is written.</summary>
internal sealed class WriteEvent(IOperation site, ControlPath path, BuilderValue writer, Value? format, Value? target, bool readsSource)
    : ActionEvent(site, path, writer.Frame, isPartial: false, readsSource)
{
    /// <summary>The columns that differ from one computation of the frame to the next.</summary>
    public IReadOnlyList<ColumnValue> VolatileColumns { get; } = [.. writer.Frame.VolatileColumns().Distinct()];

    public Value? Format { get; } = format;

    public Value? Target { get; } = target;

    public string? Mode { get; } = writer.Mode?.Constant?.ToLowerInvariant();

    public bool HasMode { get; } = writer.Mode is not null;

    public IOperation? ModeSite { get; } = writer.ModeSite;

    public IReadOnlyDictionary<string, (Value Value, IOperation Site)> Options { get; } = new Dictionary<string, (Value, IOperation)>(writer.Options, StringComparer.OrdinalIgnoreCase);

    public bool HasOtherOptions { get; } = writer.HasOtherOptions;

    public bool IsDelta => IsFormat("delta");

    public bool IsKafka => IsFormat("kafka");

    public bool IsAppend => Mode == "append";

    public bool Lacks(string option) => !HasOtherOptions && !Options.ContainsKey(option);

    public Value? Option(string name) => Options.TryGetValue(name, out var option) ? option.Value : null;

    private bool IsFormat(string name) => string.Equals(Format?.Constant, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A Delta MERGE is executed.</summary>
internal sealed class MergeEvent(IOperation site, ControlPath path, BuilderValue merge, Value? target, Value? condition, IReadOnlyList<Value> updates, bool updatesMatched, bool readsSource)
    : ActionEvent(site, path, merge.Frame, isPartial: false, readsSource)
{
    public Value? Target { get; } = target;

    public Value? Condition { get; } = condition;

    public IOperation? ConditionSite { get; } = merge.ModeSite;

    /// <summary>The expressions that matched rows are set to.</summary>
    public IReadOnlyList<Value> Updates { get; } = updates;

    public bool UpdatesMatched { get; } = updatesMatched;
}

/// <summary>A frame is to be kept.</summary>
internal sealed class PersistEvent(IOperation site, ControlPath path, FrameValue frame) : HandlerEvent(site, path)
{
    public FrameValue Frame { get; } = frame;

    /// <summary>Where it is let go.</summary>
    public List<HandlerEvent> Releases { get; } = [];

    /// <summary>Whether code that can't be seen may let it go.</summary>
    public bool IsShared { get; set; }
}

internal sealed class UnpersistEvent(IOperation site, ControlPath path) : HandlerEvent(site, path)
{
}

internal sealed class WatermarkEvent(IOperation site, ControlPath path) : HandlerEvent(site, path)
{
}

internal sealed class ThrowEvent(IOperation site, ControlPath path) : HandlerEvent(site, path)
{
}

/// <summary>An exception is caught.</summary>
internal sealed class CatchEvent(IOperation site, ControlPath path, TryStep body, bool keepsError) : HandlerEvent(site, path)
{
    public TryStep Body { get; } = body;

    /// <summary>Whether the error is put where later code finds it.</summary>
    public bool KeepsError { get; } = keepsError;
}

/// <summary>A task was started.</summary>
internal sealed class TaskEvent(IOperation site, ControlPath path, TaskValue task) : HandlerEvent(site, path)
{
    public TaskValue Task { get; } = task;
}

/// <summary>An asynchronous function is called as one that returns nothing.</summary>
internal sealed class AsyncVoidEvent(IOperation site, ControlPath path) : HandlerEvent(site, path)
{
}

/// <summary>A wait for tasks ends without them all, and nobody looks.</summary>
internal sealed class LostWaitEvent(IOperation site, ControlPath path, string method) : HandlerEvent(site, path)
{
    public string Method { get; } = method;
}

/// <summary>Several things are done at the same time.</summary>
internal sealed class ParallelEvent(IOperation site, ControlPath path, int? degree) : HandlerEvent(site, path)
{
    /// <summary>How many at most, null where that is not known.</summary>
    public int? Degree { get; } = degree;
}

/// <summary>A session's setting is set.</summary>
internal sealed class ConfEvent(IOperation site, ControlPath path, SessionValue? session, string? key, Value value) : HandlerEvent(site, path)
{
    public SessionValue? Session { get; } = session;

    public string? Key { get; } = key;

    public Value Value { get; } = value;
}

/// <summary>SQL is run, or a table is read by name.</summary>
internal sealed class SqlEvent(IOperation site, ControlPath path, SessionValue session, string text) : HandlerEvent(site, path)
{
    public SessionValue Session { get; } = session;

    public string Text { get; } = text;
}

/// <summary>A frame gets a name in its session.</summary>
internal sealed class ViewEvent(IOperation site, ControlPath path, string name) : HandlerEvent(site, path)
{
    public string Name { get; } = name;
}

/// <summary>Where events are shown.</summary>
internal static class Places
{
    /// <summary>The name of the called method, or the whole operation.</summary>
    public static Location Of(IOperation site) => site switch
    {
        IInvocationOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax { Expression: var called } } => called switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax member => member.Name.GetLocation(),
            Microsoft.CodeAnalysis.CSharp.Syntax.MemberBindingExpressionSyntax member => member.Name.GetLocation(),
            _ => called.GetLocation(),
        },
        _ => site.Syntax.GetLocation(),
    };

    /// <summary>The value that an option is set to, the second argument; else the called method.</summary>
    public static Location Value(IOperation site) =>
        site is IInvocationOperation { TargetMethod.Name: "Option" } call && call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 1) is { } value ? value.Syntax.GetLocation() : Of(site);
}
