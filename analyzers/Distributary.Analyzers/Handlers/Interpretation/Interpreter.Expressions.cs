using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Interpretation;

internal sealed partial class Interpreter
{
    // The kinds of collection expressions have no names in the oldest compiler that the analyzers run in.
    private const OperationKind CollectionExpression = (OperationKind)0x7f;
    private const OperationKind Spread = (OperationKind)0x80;

    private Value Evaluate(IOperation? operation)
    {
        if (operation is null || ++steps > MaxSteps)
            return new OpaqueValue();
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && operation is not IFieldReferenceOperation { Type.TypeKind: TypeKind.Enum })
            return new ConstantValue(constant);
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local }:
                return scope.Find(local) ?? new OpaqueValue(local);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return scope.Find(parameter) ?? PrimaryParameter(parameter);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                return initialized ?? new OpaqueValue();
            case IInstanceReferenceOperation:
                return Instance() ?? new OpaqueValue(operation.Type ?? (object)this);
            case IFieldReferenceOperation field:
                return Field(field);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IInvocationOperation call:
                return Call(call);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IAnonymousObjectCreationOperation anonymous:
                return Anonymous(anonymous);
            case IArrayCreationOperation array:
                return array.Initializer is null ? new CollectionValue([], isComplete: false) : new CollectionValue(array.Initializer.ElementValues.Select(Evaluate).ToList(), isComplete: true);
            case ITupleOperation tuple:
                return ObjectValue.Tuple(tuple.Elements.Select(Evaluate).ToList());
            case IInterpolatedStringOperation interpolated:
                return TextValue.Concat(interpolated.Parts.Select(p => p is IInterpolationOperation hole ? Text(Evaluate(hole.Expression)) : Evaluate(((IInterpolatedStringTextOperation)p).Text)).ToList());
            case IBinaryOperation binary:
                return Binary(binary);
            case IUnaryOperation unary:
                return Derived([Evaluate(unary.Operand)]);
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IMethodReferenceOperation reference:
                return new FunctionValue(reference.Method, null, reference.Method.MethodKind == MethodKind.LocalFunction ? scope : null, reference.Instance is null ? null : Evaluate(reference.Instance));
            case IAnonymousFunctionOperation lambda:
                return new FunctionValue(lambda.Symbol, lambda.Body, scope, Instance());
            case IConditionalOperation conditional:
                return Choose(conditional);
            case ICoalesceOperation coalesce:
                return Join(Evaluate(coalesce.Value), Evaluate(coalesce.WhenNull))!;
            case IConditionalAccessOperation access:
                return ConditionalAccess(access);
            case IConditionalAccessInstanceOperation:
                return accessed ?? new OpaqueValue();
            case ISimpleAssignmentOperation assignment:
                return AssignTo(assignment.Target, Evaluate(assignment.Value));
            case IDeconstructionAssignmentOperation deconstruction:
                return AssignTo(deconstruction.Target, Evaluate(deconstruction.Value));
            case ICompoundAssignmentOperation compound:
                return AssignTo(compound.Target, compound.Type?.SpecialType == SpecialType.System_String
                    ? TextValue.Concat([Text(Evaluate(compound.Target)), Text(Evaluate(compound.Value))])
                    : Counter(compound.Target) ?? Derived([Evaluate(compound.Target), Evaluate(compound.Value)]));
            case ICoalesceAssignmentOperation assignment:
                return AssignTo(assignment.Target, Join(Evaluate(assignment.Target), Evaluate(assignment.Value))!);
            case IIncrementOrDecrementOperation increment:
                return AssignTo(increment.Target, Counter(increment.Target) ?? Derived([Evaluate(increment.Target)]));
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case IAwaitOperation awaited:
                return Await(Evaluate(awaited.Operation));
            case IThrowOperation thrown:
                Evaluate(thrown.Exception);
                Add(new ThrowEvent(thrown, path));
                return new OpaqueValue();
            case ISwitchExpressionOperation @switch:
                return SwitchExpression(@switch);
            case IArrayElementReferenceOperation element:
                return Element(Evaluate(element.ArrayReference), element.Indices.Select(Evaluate).ToList());
            case IWithOperation with:
                return With(with);
            case IIsPatternOperation pattern:
                return Evaluate(pattern.Value) is ProbeValue probe ? probe : new OpaqueValue();
            case { Kind: CollectionExpression } or { Kind: OperationKind.None, Syntax: CollectionExpressionSyntax }:
                return Collection(operation);
            case ILocalFunctionOperation or INameOfOperation or ITypeOfOperation:
                return new OpaqueValue();
            default:
                return Derived(operation.ChildOperations.Select(Evaluate).ToList());
        }
    }

    private Value? initialized;
    private Value? accessed;

    private Value? Instance()
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (s.Instance is { } instance)
                return instance;
        }
        return null;
    }

    /// <summary>A value that is made of others in a way that is not followed.</summary>
    private static Value Derived(IReadOnlyList<Value> parts) =>
        parts.OfType<ProbeValue>().FirstOrDefault() is { } probe ? probe
        : new OpaqueValue(new object(), parts.Select(p => p.Volatile).FirstOrDefault(v => v is not null), parts.Any(p => p.FromBatchId), varies: true);

    private static Value Text(Value value) => value is ConstantValue { Constant: { } text } ? new ConstantValue(text) : value;

    private Value Binary(IBinaryOperation binary)
    {
        var (left, right) = (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        if (binary.OperatorKind == BinaryOperatorKind.Add && binary.Type?.SpecialType == SpecialType.System_String)
            return TextValue.Concat([Text(left), Text(right)]);
        if (apis.Role(binary.Type) == ApiRole.Column)
            return ColumnOf(null, binary, [left, right]);
        return Derived([left, right]);
    }

    private Value Choose(IConditionalOperation conditional)
    {
        var condition = Evaluate(conditional.Condition);
        if (condition is ConstantValue { Value: bool known })
            return Evaluate(known ? conditional.WhenTrue : conditional.WhenFalse);
        Value? yes = null, no = null;
        Branch(new object(), condition as ProbeValue, () => Into(ref yes, conditional.WhenTrue), () => Into(ref no, conditional.WhenFalse));
        return Join(yes, no) ?? new OpaqueValue();

        Flow Into(ref Value? result, IOperation? way)
        {
            result = Evaluate(way);
            return Flow.Next;
        }
    }

    private Value SwitchExpression(ISwitchExpressionOperation @switch)
    {
        Evaluate(@switch.Value);
        var values = new List<Value>();
        Branch(new object(), null, [.. @switch.Arms.Select(arm => (Func<Flow>)(() =>
        {
            var value = Evaluate(arm.Value);
            if (arm.Value is not IThrowOperation and not IConversionOperation { Operand: IThrowOperation })
                values.Add(value);
            return Flow.Next;
        }))]);
        return values.Count == 0 ? new OpaqueValue() : values.Aggregate((a, b) => Join(a, b)!);
    }

    private Value ConditionalAccess(IConditionalAccessOperation access)
    {
        var outer = accessed;
        accessed = Evaluate(access.Operation);
        var result = Evaluate(access.WhenNotNull);
        accessed = outer;
        return result;
    }

    private Value Collection(IOperation expression)
    {
        var collection = new CollectionValue([], isComplete: true);
        foreach (var child in expression.ChildOperations)
        {
            if (child.Kind == Spread || child.Syntax is SpreadElementSyntax)
            {
                var spread = Evaluate(child.ChildOperations.FirstOrDefault());
                if (spread is CollectionValue inner)
                    collection.Elements.AddRange(inner.Elements);
                collection.IsComplete &= spread is CollectionValue { IsComplete: true };
            }
            else
            {
                collection.Elements.Add(Evaluate(child));
            }
        }
        return collection;
    }

    private Value AssignTo(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: var local }:
                Assign(local, value);
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                Assign(parameter, value);
                break;
            case IDeclarationExpressionOperation { Expression: var inner }:
                AssignTo(inner, value);
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                    AssignTo(tuple.Elements[i], Part(value, i) ?? Derived([value]));
                break;
            case IMemberReferenceOperation { Instance: { } instance, Member: var member } when Evaluate(instance) is ObjectValue known:
                known.Members[member.Name] = path == ControlPath.Root || !IsInBranch() ? value : Join(known.Members.TryGetValue(member.Name, out var before) ? before : null, value)!;
                break;
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 1 } indexer:
                SetElement(Evaluate(instance), Evaluate(indexer.Arguments[0].Value), value);
                break;
            case IArrayElementReferenceOperation element when Evaluate(element.ArrayReference) is CollectionValue array:
                array.Elements.Add(value);
                array.IsComplete = false;
                break;
            case IDiscardOperation:
                Drop(value, target);
                break;
            case IMemberReferenceOperation:
                Share(value);
                break;
        }
        return value;
    }

    private bool IsInBranch() => path.Steps().Any(s => s is BranchStep or LoopStep);

    private void SetElement(Value collection, Value key, Value value)
    {
        if (collection is not CollectionValue known)
            return;
        var same = known.Elements.FindIndex(e => e is ObjectValue entry && entry.Item(0) is { } k && Value.Same(k, key));
        if (same >= 0)
            known.Elements.RemoveAt(same);
        known.Elements.Add(ObjectValue.Tuple([key, value]));
        known.IsComplete &= !IsInBranch() && key.Constant is not null;
    }

    private static Value Element(Value collection, IReadOnlyList<Value> indices)
    {
        if (collection is CollectionValue known && indices is [ConstantValue { Value: int index }] && known.IsComplete && index >= 0 && index < known.Elements.Count && !IsDictionary(known))
            return known.Elements[index];
        if (collection is CollectionValue dictionary && indices is [{ } key] && dictionary.Elements.LastOrDefault(e => e is ObjectValue entry && entry.Item(0) is { } k && Value.Same(k, key)) is ObjectValue found)
            return found.Item(1) ?? new OpaqueValue();
        return Derived([collection, .. indices]);

        static bool IsDictionary(CollectionValue c) => c.Elements.Count > 0 && c.Elements.All(e => e is ObjectValue { Type: null, Members.Count: 2 });
    }

    /// <summary>The part of a tuple, entry or record that is taken apart.</summary>
    private static Value? Part(Value value, int index)
    {
        if (value is not ObjectValue known)
            return null;
        if (known.Type is null)
            return known.Item(index);
        var deconstruct = known.Type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length > index);
        return deconstruct is not null && known.Members.TryGetValue(deconstruct.Parameters[index].Name, out var part) ? part : null;
    }

    private Value With(IWithOperation with)
    {
        if (Evaluate(with.Operand) is not ObjectValue original)
            return new OpaqueValue();
        var copy = new ObjectValue(original.Type);
        foreach (var member in original.Members)
            copy.Members[member.Key] = member.Value;
        Initialize(copy, with.Initializer);
        return copy;
    }

    private Value Field(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field.ContainingType.TypeKind == TypeKind.Enum && field.HasConstantValue)
            return new ConstantValue(field.Name);
        var instance = reference.Instance is null ? null : Evaluate(reference.Instance);
        if (instance is ObjectValue known)
        {
            if (known.Members.TryGetValue(field.Name, out var member) || (field.CorrespondingTupleField is { } tuple && known.Members.TryGetValue(tuple.Name, out member)))
                return member;
        }
        if (field.IsReadOnly && Initializer(field) is { } value)
            return value;
        return Outside(KeyOf(instance, field), field.Type, field.IsReadOnly, instance?.Varies == true, instance?.FromBatchId == true);
    }

    private Value Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (Clocks.Find(property) is { } clock)
            return new OpaqueValue(new object(), clock);
        var instance = reference.Instance is null ? null : Evaluate(reference.Instance);
        var arguments = reference.Arguments.Select(a => Evaluate(a.Value)).ToList();
        switch (instance)
        {
            case CollectionValue collection when property.IsIndexer:
                return Element(collection, arguments);
            case ObjectValue known when !property.IsIndexer:
                if (known.Members.TryGetValue(property.Name, out var member))
                    return member;
                if (known.Type is null && property.Name is "Key" or "Value" && known.Item(property.Name == "Key" ? 0 : 1) is { } part)
                    return part;
                break;
            case CollectionValue collection when property.Name is "Keys" or "Values":
                return new CollectionValue(collection.Elements.Select(e => (e as ObjectValue)?.Item(property.Name == "Keys" ? 0 : 1) ?? new OpaqueValue()), collection.IsComplete);
            case TaskValue task when property.Name is "Result" or "Exception":
                return Await(task);
            case SessionValue session when property.Name == "Conf":
                return new ConfValue(session);
            case FrameValue frame when property.IsIndexer && arguments is [{ Constant: { } name }]:
                return new ColumnValue(name) { Site = reference };
        }
        if (instance?.Volatile is { } source)
            return new OpaqueValue((instance, property.Name), source);
        if (apis.Role(property.ContainingType) == ApiRole.Session && property.Name == "Conf")
            return new ConfValue(null);
        if (!property.IsVirtual && !property.IsAbstract && !property.IsOverride && property.SetMethod is null && property.GetMethod is { } getter && !property.IsIndexer)
        {
            if (BodyOf(getter) is { } body)
                return Invoke(getter, body, null, instance, [], reference);
            if (Initializer(property) is { } value)
                return value;
        }
        return Outside(KeyOf(instance, property), property.Type, true, arguments.Count > 0 || instance?.Varies == true, instance?.FromBatchId == true);
    }

    /// <summary>What tells a member's value from others: two objects have each their own.</summary>
    private static object KeyOf(Value? instance, ISymbol member) => instance switch
    {
        null or OpaqueValue { Key: ITypeSymbol } => member,
        OpaqueValue owner => (owner.Key, member),
        _ => (instance, member),
    };

    /// <summary>A value from outside: a field, a parameter, configuration.</summary>
    private Value Outside(object key, ITypeSymbol type, bool isStable, bool varies = false, bool fromBatchId = false) => apis.Role(type) switch
    {
        ApiRole.Session => new SessionValue(SessionKind.Outer),
        ApiRole.Conf => new ConfValue(null),
        ApiRole.Frame => new FrameValue(FrameOrigin.Unknown, null) { IsForeign = true },
        _ => new OpaqueValue(isStable && key is not ISymbol { IsStatic: false, Kind: SymbolKind.Local } ? key : key is ISymbol ? key : new object(), null, fromBatchId, varies),
    };

    private Value PrimaryParameter(IParameterSymbol parameter) =>
        Instance() is ObjectValue known && known.Members.TryGetValue(parameter.Name, out var value) ? value : Outside(KeyOf(Instance(), parameter), parameter.Type, true, Instance()?.Varies == true);

    /// <summary>What a field or property is set to where it is declared; null where that says nothing.</summary>
    private Value? Initializer(ISymbol member)
    {
        if (calls.Count >= MaxDepth || member.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || !compilation.ContainsSyntaxTree(reference.SyntaxTree))
            return null;
        var initializer = reference.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        if (initializer is null || AssignedElsewhere(member) || ModelOf(initializer.SyntaxTree).GetOperation(initializer, cancellation) is not { } operation)
            return null;
        var (outerScope, outerHandler, outerPath) = (scope, handler, path);
        (scope, handler, path) = (new Scope(member, null, null), null, ControlPath.Root);
        calls.Push(null!);
        var value = Evaluate(operation);
        calls.Pop();
        (scope, handler, path) = (outerScope, outerHandler, outerPath);
        return value;
    }

    /// <summary>Whether a constructor sets a read-only member, too.</summary>
    private bool AssignedElsewhere(ISymbol member) =>
        member.ContainingType.Constructors.Any(c => c.DeclaringSyntaxReferences.Any(r =>
            compilation.ContainsSyntaxTree(r.SyntaxTree) && r.GetSyntax(cancellation) is ConstructorDeclarationSyntax constructor
            && constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left is IdentifierNameSyntax name && name.Identifier.ValueText == member.Name
                || a.Left is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == member.Name)));

    /// <summary>A field that is counted up starts anew with each process.</summary>
    private static Value? Counter(IOperation target) =>
        target is IFieldReferenceOperation { Field: var field } ? new OpaqueValue(new object(), new VolatileSource(field.Name, IsCounter: true)) : null;

#pragma warning disable RS1030 // A handler's functions may stand in any file. Only methods that call ForeachBatch are followed, so that the models cost nothing elsewhere.
    private SemanticModel ModelOf(SyntaxTree tree) => models.TryGetValue(tree, out var model) ? model : models[tree] = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
}
