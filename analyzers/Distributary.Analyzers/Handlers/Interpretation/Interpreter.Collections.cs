using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Interpretation;

internal sealed partial class Interpreter
{
    private static bool IsCollection(ITypeSymbol type) =>
        type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate } && type.SpecialType != SpecialType.System_String
        && type.ContainingNamespace?.ToString() is { } ns && ns.StartsWith("System.Collections", StringComparison.Ordinal) && type.Name != "KeyValuePair";

    private CollectionValue CreateCollection(IObjectCreationOperation creation, IReadOnlyList<Value> arguments)
    {
        var collection = arguments.FirstOrDefault() is CollectionValue source ? new CollectionValue(source.Elements, source.IsComplete) : new CollectionValue([], isComplete: true);
        if (arguments.FirstOrDefault() is not (null or CollectionValue) && creation.Constructor?.Parameters[0].Type is { Name: "IEnumerable" or "IDictionary" or "ICollection" or "IReadOnlyDictionary" or "IList" })
            collection.IsComplete = false;
        if (creation.Initializer is { } initializer)
            Initialize(collection, initializer);
        return collection;
    }

    private void AddTo(CollectionValue collection, IReadOnlyList<Value> arguments)
    {
        collection.Elements.Add(arguments.Count == 2 ? ObjectValue.Tuple(arguments) : arguments.FirstOrDefault() ?? new OpaqueValue());
        collection.IsComplete &= !IsInRepeatedOrOptional();
    }

    private bool IsInRepeatedOrOptional() => handler is null ? IsInBranch() : path.Steps().Any(s => s is BranchStep or LoopStep);

    /// <summary>Lists, dictionaries and LINQ; null for other calls.</summary>
    private Value? CallCollections(IInvocationOperation call, Value? instance, IReadOnlyList<Value> arguments)
    {
        var method = call.TargetMethod;
        var isStatic = method.ContainingType.ToDisplayString() is "System.Linq.Enumerable" or "System.Linq.ParallelEnumerable" or "System.Array" or "System.Collections.Immutable.ImmutableArray" or "System.Collections.Immutable.ImmutableList";
        var source = isStatic ? arguments.FirstOrDefault() : instance;
        var rest = isStatic ? arguments.Skip(1).ToList() : [.. arguments];
        if (isStatic && method.Name is "Create" && arguments is [CollectionValue created])
            return created;
        if (source is not CollectionValue collection)
        {
            // A collection that is not known: functions handed to LINQ stand for a round over one element.
            return isStatic && rest.OfType<FunctionValue>().Any() && source is not null ? Linq(call, new CollectionValue([], isComplete: false), rest) : null;
        }
        switch (method.Name)
        {
            case "Add" or "TryAdd" or "Enqueue" or "Push":
                AddTo(collection, rest);
                return new OpaqueValue();
            case "AddRange":
                if (rest is [CollectionValue added])
                {
                    collection.Elements.AddRange(added.Elements);
                    collection.IsComplete &= added.IsComplete && !IsInRepeatedOrOptional();
                }
                else
                {
                    collection.IsComplete = false;
                }
                return new OpaqueValue();
            case "TryGetValue" or "GetValueOrDefault" when rest is [{ } key, ..]:
                return Element(collection, [key]);
            case "Remove" or "Clear" or "RemoveAt" or "RemoveAll" or "Insert" or "Dequeue" or "Pop":
                collection.IsComplete = false;
                return new OpaqueValue();
            case "ContainsKey" or "Contains" or "Count" or "Any":
                return new OpaqueValue();
            default:
                return isStatic || method.Name is "ForEach" or "ConvertAll" ? Linq(call, collection, rest) : null;
        }
    }

    private Value? Linq(IInvocationOperation call, CollectionValue collection, IReadOnlyList<Value> rest)
    {
        switch (call.TargetMethod.Name)
        {
            case "ToArray" or "ToList" or "AsEnumerable" or "AsReadOnly" or "AsParallel" or "ToImmutableArray" or "ToImmutableList" or "AsMemory" or "WithDegreeOfParallelism" or "AsOrdered" or "Reverse" or "OrderBy" or "ThenBy":
                return new CollectionValue(collection.Elements, collection.IsComplete);
            case "Concat" or "Append" or "Prepend" when rest is [{ } other]:
                return other is CollectionValue second && call.TargetMethod.Name == "Concat"
                    ? new CollectionValue(collection.Elements.Concat(second.Elements), collection.IsComplete && second.IsComplete)
                    : new CollectionValue([.. collection.Elements, other], collection.IsComplete && call.TargetMethod.Name != "Concat");
            case "Where" or "Take" or "Skip" or "Distinct" or "OfType":
                return new CollectionValue(collection.Elements, isComplete: false);
            case "Select" or "ConvertAll" when rest is [FunctionValue function, ..]:
                return Map(collection, function, call);
            case "ForEach" or "ForAll" when rest is [FunctionValue function]:
                if (call.TargetMethod.Name == "ForAll")
                    return Beside(call, collection, function, null);
                Rounds(collection, element =>
                {
                    Drop(Invoke(function, [element], call), call);
                    return Flow.Next;
                });
                return new OpaqueValue();
            case "Aggregate" when rest is [{ } seed, FunctionValue function, ..] && seed is FrameValue or BuilderValue:
                var result = seed;
                Rounds(collection, element =>
                {
                    result = Invoke(function, [result, element], call);
                    return Flow.Next;
                });
                return result;
            default:
                return null;
        }
    }

    private CollectionValue Map(CollectionValue collection, FunctionValue function, IOperation site)
    {
        var mapped = new CollectionValue([], collection.IsComplete);
        Rounds(collection, element =>
        {
            mapped.Elements.Add(Invoke(function, [element], site));
            return Flow.Next;
        });
        return mapped;
    }

    /// <summary>Texts that are made of others; null for other calls.</summary>
    private static Value? CallTexts(IInvocationOperation call, Value? instance, IReadOnlyList<Value> arguments)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (method.Name == "ToString" && instance is not null)
            return instance is ConstantValue or TextValue ? Text(instance) : instance is OpaqueValue ? instance : null;
        if (type.SpecialType == SpecialType.System_String && instance is null)
        {
            var parts = arguments.SelectMany(a => a is CollectionValue { IsComplete: true } list ? list.Elements : [a]).ToList();
            switch (method.Name)
            {
                case "Concat":
                    return TextValue.Concat(parts.Select(Text));
                case "Join" when parts.Count > 1 && arguments.All(a => a is not CollectionValue { IsComplete: false }):
                    return TextValue.Concat(parts.Skip(1).SelectMany((p, i) => i == 0 ? new[] { Text(p) } : [Text(parts[0]), Text(p)]));
                case "Format" when parts.Count > 0:
                    return Derived(parts);
            }
        }
        if (type is { Name: "Path", ContainingNamespace.Name: "IO" } && method.Name is "Combine" or "Join")
        {
            var parts = arguments.SelectMany(a => a is CollectionValue list ? list.Elements : [a]).ToList();
            return TextValue.Concat(parts.SelectMany((p, i) => i == 0 ? new[] { Text(p) } : [new ConstantValue("/"), Text(p)]));
        }
        if (type.SpecialType == SpecialType.System_String && instance is not null && method.Name is "TrimEnd" or "TrimStart" or "Trim")
            return instance is ConstantValue { Value: string text } && arguments.All(a => a is ConstantValue { Value: char } or CollectionValue) ? new ConstantValue(text.TrimEnd('/')) : new OpaqueValue(instance);
        if (type is { Name: "Convert" } && arguments.Count > 0)
            return arguments[0] is OpaqueValue or TextValue ? arguments[0] : Text(arguments[0]);
        if (type is { Name: "Interlocked" } && method.Name is "Increment" or "Add" or "Decrement" && call.Arguments.FirstOrDefault()?.Value is IFieldReferenceOperation { Field: var field })
            return new OpaqueValue(new object(), new VolatileSource(field.Name, IsCounter: true));
        return null;
    }
}
