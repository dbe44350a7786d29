using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Interpretation;

internal sealed partial class Interpreter
{
    private Value Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Clocks.Find(method) is { } clock)
        {
            foreach (var argument in call.Arguments)
                Evaluate(argument.Value);
            return new OpaqueValue(new object(), clock);
        }
        var instance = call.Instance is null ? null : Evaluate(call.Instance);
        if (apis.Role(method) is not ApiRole.None and var role)
            return CallApi(role, call, instance);
        var arguments = Arguments(call.Arguments);

        if (instance is FunctionValue called && method.Name == "Invoke")
            return Invoke(called, arguments, call);
        if (method.MethodKind == MethodKind.LocalFunction)
            return BodyOf(method) is { } local ? Invoke(method, local, CaptureOf(method), Instance(), arguments, call) : Foreign(call, instance, arguments);
        if (CallTasks(call, instance, arguments) is { } task)
            return task;
        if (CallCollections(call, instance, arguments) is { } collection)
            return collection;
        if (CallTexts(call, instance, arguments) is { } text)
            return text;
        if (IsKnown(method, call, instance) && BodyOf(method) is { } body)
            return Invoke(method, body, null, instance ?? (method.IsStatic ? null : Instance()), arguments, call);
        return Foreign(call, instance, arguments);
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    private List<Value> Arguments(IReadOnlyList<IArgumentOperation> arguments)
    {
        var values = new SortedDictionary<int, Value>();
        foreach (var argument in arguments)
            values[argument.Parameter?.Ordinal ?? values.Count] = Evaluate(argument.Value);
        return [.. values.Values];
    }

    /// <summary>Whether the call surely runs the method itself and not an override.</summary>
    private static bool IsKnown(IMethodSymbol method, IInvocationOperation call, Value? instance) =>
        !call.IsVirtual || (instance is ObjectValue { Type: { } type } && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, method.ContainingType.OriginalDefinition)) || method.ContainingType.IsSealed;

    private Value Invoke(FunctionValue function, IReadOnlyList<Value> arguments, IOperation site)
    {
        if (function.Method.IsVirtual || function.Method.IsAbstract || function.Method.IsOverride)
            return ForeignResult(function.Method.ReturnType, arguments, site);
        var body = function.Body ?? BodyOf(function.Method);
        return body is null ? ForeignResult(function.Method.ReturnType, arguments, site) : Invoke(function.Method, body, function.Scope, function.Instance, arguments, site);
    }

    private Value Invoke(IMethodSymbol method, IOperation body, Scope? captured, Value? instance, IReadOnlyList<Value> arguments, IOperation site)
    {
        method = method.OriginalDefinition;
        if (calls.Count >= MaxDepth || calls.Any(c => SymbolEqualityComparer.Default.Equals(c, method)))
            return ForeignResult(method.ReturnType, arguments, site);

        var (outerScope, outerResults, outerYielded, outerEntry, outerPath, outerTasks) = (scope, results, yielded, entry, path, tasks);
        scope = new Scope(method, captured, instance);
        for (var i = 0; i < method.Parameters.Length && i < arguments.Count; i++)
            scope.Set(method.Parameters[i], arguments[i]);
        results = [];
        yielded = null;
        calls.Push(method);
        var count = handler?.Events.Count ?? 0;
        var returnsTask = IsTask(method.ReturnType);
        // What an asynchronous method does runs beside its caller, until that waits.
        if (returnsTask && method.IsAsync)
            path = path.Enter(new ParallelStep(tasks));
        entry = path;

        var value = Evaluated(body);
        calls.Pop();
        if (value is not null)
            results.Add(value);
        var result = yielded is not null ? yielded : results.Count == 0 ? new OpaqueValue() : results.Aggregate((a, b) => Join(a, b)!);
        if (results.All(r => r is CollectionValue { IsComplete: false }) && results.Count > 1)
            result = new CollectionValue(results.SelectMany(r => ((CollectionValue)r).Elements), isComplete: false);
        (scope, results, yielded, entry, path, tasks) = (outerScope, outerResults, outerYielded, outerEntry, outerPath, outerTasks);

        if (method.IsAsync && returnsTask)
            return StartTask(site, [], result, HasWork(count));
        if (method.IsAsync && method.ReturnsVoid && site != handler?.Site && HasWork(count))
            Add(new AsyncVoidEvent(site, path));
        return result;
    }

    /// <summary>Takes an element of an iterator's sequence. One that comes on some paths only leaves open which there are.</summary>
    private void Yield(Value element)
    {
        yielded ??= new CollectionValue([], isComplete: true);
        yielded.Elements.Add(element);
        yielded.IsComplete &= path.Since(entry).All(s => s is not (BranchStep or LoopStep));
    }

    /// <summary>Follows a body; gives the value of an expression, null where the body has statements.</summary>
    private Value? Evaluated(IOperation body)
    {
        Execute(body);
        return null;
    }

    private bool HasWork(int since) => handler is not null && handler.Events.Skip(since).Any(e => e is ActionEvent { Frame: var frame } && frame.OfBatch || e is ActionEvent && IsRepeatedWork(e));

    private static bool IsRepeatedWork(HandlerEvent e) => e is WriteEvent or MergeEvent;

    private Scope? CaptureOf(IMethodSymbol local)
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(s.Owner, local.ContainingSymbol))
                return s;
        }
        return scope;
    }

    private IOperation? BodyOf(IMethodSymbol method)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (method.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || !compilation.ContainsSyntaxTree(reference.SyntaxTree))
            return null;
        var operation = ModelOf(reference.SyntaxTree).GetOperation(reference.GetSyntax(cancellation) is ArrowExpressionClauseSyntax arrow ? arrow : reference.GetSyntax(cancellation), cancellation);
        return operation is ILocalFunctionOperation local ? local.Body ?? local.IgnoredBody : operation;
    }

    /// <summary>A call of code that can't be seen, or might be another's. Functions handed to it may be called, so they are followed once.</summary>
    private Value Foreign(IInvocationOperation call, Value? instance, IReadOnlyList<Value> arguments)
    {
        if (call.TargetMethod is { Name: "Throw", ContainingType.Name: "ExceptionDispatchInfo" } or { Name: "FailFast" or "Exit", ContainingType.Name: "Environment" } || call.TargetMethod.Name.StartsWith("Throw", StringComparison.Ordinal))
            Add(new ThrowEvent(call, path));
        Value? last = null;
        foreach (var function in arguments.SelectMany(Functions))
        {
            var values = function.Method.Parameters.Select(p => Outside(p, p.Type, false, varies: true)).ToList();
            Branch(new object(), null, () =>
            {
                last = Invoke(function, values, call);
                return Flow.Next;
            });
        }
        if (last is TaskValue work && IsTask(call.TargetMethod.ReturnType))
            return StartTask(call, [work], work.Result, work.HasWork);
        if (instance is TaskValue && IsTask(call.TargetMethod.ReturnType))
            return instance;
        foreach (var argument in arguments)
            Share(argument);
        return ForeignResult(call.Type, instance is null ? arguments : [instance, .. arguments], call);
    }

    private static IEnumerable<FunctionValue> Functions(Value value) => value is FunctionValue function ? [function] : value is CollectionValue collection ? collection.Elements.OfType<FunctionValue>() : [];

    private Value ForeignResult(ITypeSymbol? type, IReadOnlyList<Value> arguments, IOperation site)
    {
        foreach (var argument in arguments)
            Share(argument);
        if (apis.IsFrame(type))
            return new FrameValue(FrameOrigin.Unknown, site, [.. arguments.OfType<FrameValue>()]) { IsForeign = true };
        if (IsTask(type) && arguments.OfType<FrameValue>().Any(f => f.OfBatch))
            return StartTask(site, [], new OpaqueValue(), hasWork: true);
        return apis.Role(type) switch
        {
            ApiRole.Session => new SessionValue(handler is null ? SessionKind.Outer : SessionKind.Own),
            ApiRole.Conf => new ConfValue(null),
            _ => new OpaqueValue(new object(), arguments.Select(a => a.Volatile).FirstOrDefault(v => v is not null), arguments.Any(a => a.FromBatchId), varies: true),
        };
    }

    /// <summary>Hands a value to code that can't be seen: it may let a frame go, or wait for a task.</summary>
    private static void Share(Value value)
    {
        switch (value)
        {
            case FrameValue frame:
                if (frame.Persisted is { } persisted)
                    persisted.IsShared = true;
                foreach (var parent in frame.Parents)
                    Share(parent);
                break;
            case TaskValue task:
                task.Observe();
                break;
            case CollectionValue collection:
                foreach (var element in collection.Elements)
                    Share(element);
                collection.IsComplete = false;
                break;
            case BuilderValue builder:
                builder.HasOtherOptions = true;
                builder.Format ??= new OpaqueValue();
                builder.Mode ??= new OpaqueValue();
                break;
        }
    }

    private Value Create(IObjectCreationOperation creation)
    {
        var arguments = Arguments(creation.Arguments);
        var type = creation.Type;
        if (type is null)
            return new OpaqueValue();
        if (apis.Role(type) == ApiRole.Session)
            return new SessionValue(handler is null ? SessionKind.Outer : SessionKind.Own);
        if (IsCollection(type))
            return CreateCollection(creation, arguments);
        if (type is { Name: "Thread" } && arguments is [FunctionValue work, ..])
            return StartTask(creation, [], new OpaqueValue(), RunBeside(work, [], creation, tasks), isThread: true);
        if (type is { Name: "KeyValuePair" } or { IsTupleType: true } && arguments.Count >= 2)
            return ObjectValue.Tuple(arguments);
        if (type.Name is "String")
            return new OpaqueValue();

        var created = new ObjectValue(type);
        if (creation.Constructor is { } constructor)
        {
            for (var i = 0; i < constructor.Parameters.Length && i < arguments.Count; i++)
                created.Members[constructor.Parameters[i].Name] = arguments[i];
            if (BodyOf(constructor) is IConstructorBodyOperation body)
                Invoke(constructor, body, null, created, arguments, creation);
        }
        if (creation.Initializer is { } initializer)
            Initialize(created, initializer);
        if (creation.Constructor is null || creation.Constructor.DeclaringSyntaxReferences.IsEmpty)
        {
            foreach (var argument in arguments)
                Share(argument);
        }
        else if (arguments.OfType<FrameValue>().Any())
        {
            // An object that keeps a frame may let it go when it is disposed.
            foreach (var frame in arguments.OfType<FrameValue>())
                Share(frame);
        }
        return created;
    }

    private Value Anonymous(IAnonymousObjectCreationOperation creation)
    {
        var created = new ObjectValue(creation.Type);
        foreach (var assignment in creation.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IPropertyReferenceOperation property)
                created.Members[property.Property.Name] = Evaluate(assignment.Value);
        }
        return created;
    }

    private void Initialize(Value target, IOperation initializer)
    {
        var outer = initialized;
        initialized = target;
        foreach (var child in initializer.ChildOperations)
        {
            if (target is CollectionValue collection && child is IInvocationOperation { TargetMethod.Name: "Add" } add)
                AddTo(collection, Arguments(add.Arguments));
            else if (target is CollectionValue && child is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [var index] } } assignment)
                AddTo((CollectionValue)target, [Evaluate(index.Value), Evaluate(assignment.Value)]);
            else if (target is ObjectValue known && child is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } set)
                known.Members[member.Name] = Evaluate(set.Value);
            else
                Evaluate(child);
        }
        initialized = outer;
    }

    private static bool IsTask(ITypeSymbol? type) =>
        type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };
}
