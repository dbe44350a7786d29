using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Interpretation;

internal sealed partial class Interpreter
{
    private Flow Execute(IOperation? statement)
    {
        if (statement is null || ++steps > MaxSteps)
            return Flow.Next;
        cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case IBlockOperation block:
                return ExecuteAll(block.Operations);
            case IMethodBodyOperation body:
                return Execute(body.BlockBody ?? body.ExpressionBody);
            case IConstructorBodyOperation body:
                Evaluate(body.Initializer);
                return Execute(body.BlockBody ?? body.ExpressionBody);
            case IExpressionStatementOperation expression:
                Drop(Evaluate(expression.Operation), expression.Operation);
                return expression.Operation is IThrowOperation ? Flow.Leave : Flow.Next;
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                    Declare(declaration);
                return Flow.Next;
            case IUsingDeclarationOperation @using:
                return Execute(@using.DeclarationGroup);
            case IUsingOperation @using:
                if (@using.Resources is IVariableDeclarationGroupOperation resources)
                    Execute(resources);
                else
                    Evaluate(@using.Resources);
                return Execute(@using.Body);
            case IConditionalOperation { Type: null } conditional:
                return If(conditional);
            case IForEachLoopOperation loop:
                return ForEach(loop);
            case ILoopOperation loop:
                return Loop(loop);
            case ITryOperation @try:
                return Try(@try);
            case ISwitchOperation @switch:
                return Switch(@switch);
            case IReturnOperation { Kind: OperationKind.Return } @return:
                var result = @return.ReturnedValue is null ? null : Evaluate(@return.ReturnedValue);
                if (result is not null)
                    results?.Add(result);
                return Flow.Leave;
            case IReturnOperation { Kind: OperationKind.YieldBreak }:
                return Flow.Leave;
            case IReturnOperation { ReturnedValue: { } element }:
                Yield(Evaluate(element));
                return Flow.Next;
            case IBranchOperation branch:
                return branch.BranchKind switch { BranchKind.Break => Flow.Break, BranchKind.Continue => Flow.Continue, _ => Flow.Next };
            case ILockOperation @lock:
                Evaluate(@lock.LockedValue);
                return Execute(@lock.Body);
            case ILabeledOperation labeled:
                return Execute(labeled.Operation);
            case ILocalFunctionOperation:
                return Flow.Next;
            default:
                Evaluate(statement);
                return statement is IThrowOperation ? Flow.Leave : Flow.Next;
        }
    }

    private Flow ExecuteAll(IEnumerable<IOperation> statements)
    {
        foreach (var statement in statements)
        {
            if (Execute(statement) is not Flow.Next and var flow)
                return flow;
        }
        return Flow.Next;
    }

    private void Declare(IVariableDeclarationOperation declaration)
    {
        foreach (var declarator in declaration.Declarators)
        {
            if ((declarator.Initializer ?? declaration.Initializer)?.Value is { } value)
                Assign(declarator.Symbol, Evaluate(value));
        }
    }

    private Flow If(IConditionalOperation conditional)
    {
        var condition = Evaluate(conditional.Condition);
        if (condition is ConstantValue { Value: bool known })
            return known ? Execute(conditional.WhenTrue) : Execute(conditional.WhenFalse);
        return Branch(new object(), condition as ProbeValue, () => Execute(conditional.WhenTrue), () => Execute(conditional.WhenFalse));
    }

    private Flow Switch(ISwitchOperation @switch)
    {
        Evaluate(@switch.Value);
        var arms = @switch.Cases.Select(c => (Func<Flow>)(() => Through(ExecuteAll(c.Body)))).ToList();
        if (!@switch.Cases.Any(c => c.Clauses.Any(l => l.CaseKind == CaseKind.Default)))
            arms.Add(() => Flow.Next);
        return Branch(new object(), null, [.. arms]);

        static Flow Through(Flow flow) => flow == Flow.Break ? Flow.Next : flow;
    }

    private Flow ForEach(IForEachLoopOperation loop) =>
        Rounds(Evaluate(loop.Collection), element =>
        {
            switch (loop.LoopControlVariable)
            {
                case IVariableDeclaratorOperation declarator:
                    Assign(declarator.Symbol, element);
                    break;
                case { } target:
                    AssignTo(target, element);
                    break;
            }
            return Execute(loop.Body);
        }, MayEndEarly(loop));

    /// <summary>Goes through a collection: element by element where they are known, else one round that stands for all.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="body">What is done with an element.</param>
    /// <param name="mayEndEarly">Whether there may be no round after one, as where a write is tried until it succeeds.</param>
    private Flow Rounds(Value collection, Func<Value, Flow> body, bool mayEndEarly = false)
    {
        var outer = path;
        var known = collection as CollectionValue;
        if (known is { IsComplete: true } && known.Elements.Count <= MaxRounds && !mayEndEarly)
        {
            foreach (var element in known.Elements.ToList())
            {
                var flow = body(element);
                if (flow == Flow.Leave)
                    return flow;
                if (flow == Flow.Break)
                    break;
            }
            path = outer;
            return Flow.Next;
        }

        IReadOnlyList<Value> elements = known is { Elements.Count: > 0 and <= MaxRounds } ? [.. known.Elements] : [new OpaqueValue(new object(), null, false, varies: true)];
        var step = new LoopStep { Repeats = !mayEndEarly, TellsElementsApart = known?.Elements.Count is > 0 and <= MaxRounds };
        // Which of the elements there are in one run is not known, so that each is a way of its own.
        Branch(new object(), null, [.. elements.Select(element => (Func<Flow>)(() =>
        {
            path = path.Enter(step);
            if (body(element) is Flow.Break or Flow.Leave)
                step.Repeats = false;
            return Flow.Next;
        }))]);
        path = outer;
        return Flow.Next;
    }

    private Flow Loop(ILoopOperation loop)
    {
        var outer = path;
        // A while loop around a write is as a rule an attempt that is made again, a for loop goes through something.
        var step = new LoopStep { Repeats = loop is IForLoopOperation && !MayEndEarly(loop) };
        if (loop is IForLoopOperation { Before: var before })
            ExecuteAll(before);
        Forget(loop);
        Branch(new object(), null, () =>
        {
            path = path.Enter(step);
            switch (loop)
            {
                case IForLoopOperation @for:
                    Evaluate(@for.Condition);
                    break;
                case IWhileLoopOperation @while:
                    Evaluate(@while.Condition);
                    break;
            }
            if (Execute(loop.Body) is Flow.Break or Flow.Leave)
                step.Repeats = false;
            return Flow.Next;
        });
        path = outer;
        return Flow.Next;
    }

    /// <summary>Whether a loop may end before it has gone through everything: it is left in its midst, or its condition asks for more than a count.</summary>
    private static bool MayEndEarly(ILoopOperation loop)
    {
        return (loop is IForLoopOperation @for && @for.Condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals })
            || Leaves(loop.Body);

        bool Leaves(IOperation operation) => operation switch
        {
            IAnonymousFunctionOperation or ILocalFunctionOperation => false,
            IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } => true,
            IBranchOperation branch => branch.BranchKind == BranchKind.GoTo || SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel),
            _ => operation.ChildOperations.Any(Leaves),
        };
    }

    /// <summary>What a loop changes has no known value in it.</summary>
    private void Forget(IOperation loop)
    {
        foreach (var operation in loop.Descendants())
        {
            steps++;
            var target = operation switch
            {
                ICompoundAssignmentOperation compound => compound.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                ISimpleAssignmentOperation assignment => assignment.Target,
                _ => null,
            };
            if (target is ILocalReferenceOperation { Local: var local } && scope.Find(local) is { } value and not (FrameValue or TaskValue or BuilderValue))
                Assign(local, new OpaqueValue(new object(), null, value.FromBatchId, varies: true));
        }
    }

    private Flow Try(ITryOperation @try)
    {
        var outer = path;
        var body = new TryStep();
        path = outer.Enter(body);
        var flow = Execute(@try.Body);
        path = outer;
        var flows = new List<Flow> { flow };
        foreach (var clause in @try.Catches)
            flows.Add(Catch(clause, body));
        path = outer;
        if (@try.Finally is { } final)
        {
            path = outer.Enter(new CleanupStep());
            Execute(final);
            path = outer;
        }
        return flows.All(f => f != Flow.Next) ? flows.Distinct().Count() == 1 ? flow : Flow.Leave : Flow.Next;
    }

    private Flow Catch(ICatchClauseOperation clause, TryStep body)
    {
        var flow = Flow.Next;
        // Whether the clause runs at all is not known.
        Branch(new object(), null, () =>
        {
            path = path.Enter(new CatchStep(body));
            var inside = path;
            var count = handler?.Events.Count ?? 0;
            if (clause.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation { Symbol: var error })
                Assign(error, new OpaqueValue());
            Evaluate(clause.Filter);
            flow = Execute(clause.Handler);
            if (handler is not null && CatchClauses.IsSilent(clause) && !handler.Events.Skip(count).Any(e => e is ThrowEvent or ActionEvent))
                Add(new CatchEvent(clause, inside, body, CatchClauses.KeepsError(clause)));
            return Flow.Next;
        }, () => Flow.Next);
        return flow;
    }
}
