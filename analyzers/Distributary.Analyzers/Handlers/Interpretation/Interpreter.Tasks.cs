using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Interpretation;

internal sealed partial class Interpreter
{
    private TaskValue StartTask(IOperation site, IEnumerable<TaskValue> parts, Value result, bool hasWork, bool isThread = false)
    {
        var task = new TaskValue(site, parts) { Result = result, HasWork = hasWork };
        if (hasWork && (isThread || !task.Parts.Any()))
            Add(new TaskEvent(site, path, task));
        return task;
    }

    private static Value Await(Value value)
    {
        if (value is CollectionValue collection)
        {
            foreach (var task in collection.Elements.OfType<TaskValue>())
                task.Observe();
        }
        if (value is not TaskValue awaited)
            return value is OpaqueValue or CollectionValue ? new OpaqueValue(new object(), value.Volatile, value.FromBatchId, varies: true) : value;
        awaited.Observe();
        return awaited.Result;
    }

    /// <summary>A value that nobody takes.</summary>
    private void Drop(Value value, IOperation site)
    {
        if (site is IInvocationOperation { TargetMethod: { ContainingType.Name: "Task", Name: "WaitAll" or "Wait" or "WaitAny" } method, Arguments: var arguments }
            && (method.Name == "WaitAny" || arguments.Any(a => a.Parameter?.Type.Name is "TimeSpan" or "Int32")) && method.ReturnType.SpecialType != SpecialType.System_Void && HasTasks(arguments))
            Add(new LostWaitEvent(site, path, method.Name));
        _ = value;
    }

    private bool HasTasks(IReadOnlyList<IArgumentOperation> arguments) => arguments.Count > 0 && handler?.Events.OfType<TaskEvent>().Any() == true;

    /// <summary>Runs a function beside others.</summary>
    /// <returns>Whether it reads or writes the batch.</returns>
    private bool RunBeside(FunctionValue function, IReadOnlyList<Value> arguments, IOperation site, object group, Action<Value>? result = null)
    {
        var outer = path;
        path = path.Enter(new ParallelStep(group));
        var count = handler?.Events.Count ?? 0;
        var value = Invoke(function, arguments, site);
        if (value is TaskValue inner)
        {
            inner.Observe();
            value = inner.Result;
        }
        path = outer;
        result?.Invoke(value);
        return HasWork(count);
    }

    private OpaqueValue Beside(IOperation call, CollectionValue elements, FunctionValue body, int? degree)
    {
        var group = new object();
        var before = handler?.Events.Count ?? 0;
        var works = false;
        if (body.Method is { IsAsync: true, ReturnsVoid: true })
        {
            Rounds(elements, element =>
            {
                Invoke(body, [element], call);
                return Flow.Next;
            });
            return new OpaqueValue();
        }
        Rounds(elements, element =>
        {
            works |= RunBeside(body, [element], call, group);
            return Flow.Next;
        });
        if (works)
            handler?.Events.Insert(before, new ParallelEvent(call, path, elements.IsComplete && elements.Elements.Count > 0 ? Math.Min(degree ?? int.MaxValue, elements.Elements.Count) : degree));
        return new OpaqueValue();
    }

    /// <summary>Tasks, threads and <c>Parallel</c>; null for other calls.</summary>
    private Value? CallTasks(IInvocationOperation call, Value? instance, IReadOnlyList<Value> arguments)
    {
        var method = call.TargetMethod;
        switch (method.ContainingType.Name, method.Name)
        {
            case ("Task" or "TaskFactory", "Run" or "StartNew") when arguments is [FunctionValue function, ..]:
                Value result = new OpaqueValue();
                var works = RunBeside(function, function.Method.Parameters.Length > 0 && arguments.Count > 1 ? [arguments[1]] : [], call, tasks, r => result = r);
                return StartTask(call, [], result, works);
            case ("Task", "WhenAll" or "WaitAll"):
                var parts = arguments.SelectMany(Tasks).ToList();
                var all = StartTask(call, parts, new OpaqueValue(), parts.Any(p => p.HasWork));
                if (method.Name == "WaitAll")
                    all.Observe();
                return all;
            case ("Task", "WhenAny" or "WaitAny"):
                return new OpaqueValue();
            case ("Task", "FromResult") when arguments is [{ } value]:
                return new TaskValue(call, []) { Result = value };
            case ("Task" or "ValueTask" or "Thread", "Wait" or "Join" or "RunSynchronously" or "WaitAsync") when instance is TaskValue waited:
                waited.Observe();
                return waited;
            case ("Thread", "Start") when instance is TaskValue:
                return new OpaqueValue();
            case (_, "GetAwaiter" or "ConfigureAwait" or "AsTask" or "Unwrap") when instance is TaskValue:
                return instance;
            case (_, "Unwrap") when arguments is [TaskValue unwrapped]:
                return unwrapped;
            case (_, "GetResult") when instance is TaskValue awaited:
                return Await(awaited);
            case ("Task", "ContinueWith") when instance is TaskValue continued:
                if (arguments.FirstOrDefault() is FunctionValue next)
                    RunBeside(next, [continued], call, tasks);
                return new TaskValue(call, [continued]) { HasWork = continued.HasWork };
            case ("Parallel", "ForEach") when arguments.OfType<FunctionValue>().FirstOrDefault() is { } body:
                return Beside(call, arguments[0] as CollectionValue ?? new CollectionValue([], isComplete: false), body, Degree(arguments));
            case ("Parallel", "For") when arguments.OfType<FunctionValue>().FirstOrDefault() is { } body:
                return Beside(call, new CollectionValue([], isComplete: false), body, Degree(arguments));
            case ("Parallel", "Invoke"):
                return InvokeAll(call, [.. arguments.SelectMany(Functions)], Degree(arguments));
            case ("Parallel", "ForEachAsync" or "ForAsync") when arguments.OfType<FunctionValue>().FirstOrDefault() is { } body:
                var elements = arguments[0] as CollectionValue ?? new CollectionValue([], isComplete: false);
                var count = handler?.Events.Count ?? 0;
                Beside(call, elements, body, Degree(arguments));
                return StartTask(call, [], new OpaqueValue(), HasWork(count));
            case ("ThreadPool", "QueueUserWorkItem" or "UnsafeQueueUserWorkItem") when arguments.OfType<FunctionValue>().FirstOrDefault() is { } work:
                return StartTask(call, [], new OpaqueValue(), RunBeside(work, [], call, tasks));
            default:
                return null;
        }
    }

    private OpaqueValue InvokeAll(IOperation call, List<FunctionValue> functions, int? degree)
    {
        var group = new object();
        var before = handler?.Events.Count ?? 0;
        var works = 0;
        foreach (var function in functions)
            works += RunBeside(function, [], call, group) ? 1 : 0;
        if (works > 0)
            handler?.Events.Insert(before, new ParallelEvent(call, path, Math.Min(degree ?? int.MaxValue, works)));
        return new OpaqueValue();
    }

    private static IEnumerable<TaskValue> Tasks(Value value) => value is TaskValue task ? [task] : value is CollectionValue collection ? collection.Elements.SelectMany(Tasks) : [];

    /// <summary>The most that <c>ParallelOptions</c> allow at the same time; null where they do not say.</summary>
    private static int? Degree(IReadOnlyList<Value> arguments) =>
        arguments.OfType<ObjectValue>().FirstOrDefault(o => o.Type?.Name == "ParallelOptions") is { } options
        && options.Members.TryGetValue("MaxDegreeOfParallelism", out var degree) && degree is ConstantValue { Value: int and > 0 and var known } ? known : null;
}
