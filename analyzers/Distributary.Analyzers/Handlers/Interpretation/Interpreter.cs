using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Interpretation;

/// <summary>
/// Follows what a method does with streams and, where it hands one to <c>ForeachBatch</c>, what the handler does with a batch: through variables, branches, loops, tasks and
/// functions of the same compilation. What it can't know becomes an <see cref="OpaqueValue"/>, which no rule looks at.
/// </summary>
/// <remarks>The work is bounded: a method that needs more steps, or calls deeper, is left alone.</remarks>
internal sealed partial class Interpreter
{
    private const int MaxSteps = 40_000;
    private const int MaxDepth = 24;
    private const int MaxRounds = 64;

    private readonly Compilation compilation;
    private readonly Apis apis;
    private readonly CancellationToken cancellation;
    private readonly List<HandlerModel> handlers = [];
    private readonly List<StreamModel> streams = [];
    private readonly Stack<IMethodSymbol> calls = new();
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    private Scope scope = new(null, null, null);
    private ControlPath path = ControlPath.Root;
    private Dictionary<(Scope, ISymbol), Value?>? changes;
    private List<Value>? results;
    private CollectionValue? yielded;
    private ControlPath entry = ControlPath.Root;
    private HandlerModel? handler;
    private object tasks = new();
    private int steps;

    private Interpreter(Compilation compilation, Apis apis, CancellationToken cancellation)
    {
        this.compilation = compilation;
        this.apis = apis;
        this.cancellation = cancellation;
    }

    /// <summary>What a method's body does.</summary>
    /// <param name="owner">The method.</param>
    /// <param name="bodies">Its body, or for a constructor also its initializers.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="apis">The interfaces to look for.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static (IReadOnlyList<HandlerModel> Handlers, IReadOnlyList<StreamModel> Streams) Run(
        ISymbol owner, IEnumerable<IOperation> bodies, Compilation compilation, Apis apis, CancellationToken cancellation)
    {
        var interpreter = new Interpreter(compilation, apis, cancellation) { scope = new Scope(owner, null, null) };
        if (owner is IMethodSymbol method)
            interpreter.calls.Push(method);
        foreach (var body in bodies)
            interpreter.Execute(body);
        return interpreter.steps > MaxSteps ? ([], []) : (interpreter.handlers, interpreter.streams);
    }

    private bool IsExhausted => steps > MaxSteps;

    private void Add(HandlerEvent e) => handler?.Events.Add(e);

    /// <summary>Sets a variable so that the branch that is being followed can be undone.</summary>
    private void Assign(ISymbol variable, Value value)
    {
        var holder = scope.HolderOf(variable);
        if (changes is not null && !changes.ContainsKey((holder, variable)))
            changes[(holder, variable)] = holder.Own(variable);
        holder.Set(variable, value);
    }

    /// <summary>Follows several ways of which a run takes one, and joins what they leave.</summary>
    private Flow Branch(object branch, ProbeValue? probe, params Func<Flow>[] arms)
    {
        var (outerPath, outerChanges) = (path, changes);
        var ends = new List<(int Arm, Flow Flow, Dictionary<(Scope Scope, ISymbol Variable), Value?> Values)>();
        for (var arm = 0; arm < arms.Length; arm++)
        {
            path = outerPath.Enter(new BranchStep(branch, arm, probe));
            changes = [];
            var flow = arms[arm]();
            var values = changes.Keys.ToDictionary(k => k, k => k.Item1.Own(k.Item2));
            foreach (var change in changes)
                change.Key.Item1.Set(change.Key.Item2, change.Value);
            ends.Add((arm, flow, values));
        }
        (path, changes) = (outerPath, outerChanges);

        var going = ends.Where(e => e.Flow == Flow.Next).ToList();
        foreach (var (holder, variable) in going.SelectMany(e => e.Values.Keys).Distinct().ToList())
        {
            var before = holder.Own(variable);
            var after = going.Select(e => e.Values.TryGetValue((holder, variable), out var value) ? value : before).ToList();
            if (changes is not null && !changes.ContainsKey((holder, variable)))
                changes[(holder, variable)] = before;
            holder.Set(variable, after.Aggregate(Join));
        }

        // What follows an arm that leaves is a part of the others.
        if (going.Count == 1 && ends.Count > 1)
            path = outerPath.Enter(new BranchStep(branch, going[0].Arm, probe));
        return going.Count > 0 ? Flow.Next : ends.Select(e => e.Flow).Distinct().Count() == 1 ? ends[0].Flow : Flow.Leave;
    }

    private static Value? Join(Value? a, Value? b)
    {
        if (a is null || b is null)
            return a ?? b;
        if (Value.Same(a, b))
            return a;
        return (a, b) switch
        {
            (FrameValue left, FrameValue right) => new FrameValue(FrameOrigin.Unknown, left.Site, left, right),
            (FrameValue frame, ConstantValue { Value: null }) => frame,
            (ConstantValue { Value: null }, FrameValue frame) => frame,
            (TaskValue left, TaskValue right) => new TaskValue(left.Site, [left, right]),
            _ => new OpaqueValue(new object(), null, a.FromBatchId && b.FromBatchId, varies: true),
        };
    }

    private enum Flow
    {
        /// <summary>On to the next statement.</summary>
        Next,

        /// <summary>Out of the function.</summary>
        Leave,

        /// <summary>Out of the loop or switch.</summary>
        Break,

        /// <summary>To the next round of the loop.</summary>
        Continue,
    }
}
