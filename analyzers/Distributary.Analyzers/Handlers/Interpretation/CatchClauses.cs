using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Interpretation;

/// <summary>Looks at what a <c>catch</c> does with the exception.</summary>
internal static class CatchClauses
{
    private static readonly string[] Reporting = ["Log", "Write", "Print", "Error", "Warn", "Info", "Debug", "Trace", "Fatal", "Critical", "Track", "Record", "Increment", "Capture", "Report", "ToString", "Sleep", "Delay"];

    /// <summary>Whether the clause catches what a write throws, and can be seen not to hand it on to code elsewhere.</summary>
    public static bool IsSilent(ICatchClauseOperation clause) =>
        clause.Filter is null
        && !IsHarmless(clause.ExceptionType)
        && !clause.Handler.Descendants().OfType<IInvocationOperation>().Any(call => Takes(call, clause) && !IsReport(call) && !IsCollecting(call))
        && !clause.Handler.Descendants().OfType<IAssignmentOperation>().Any(a => a.Target is IFieldReferenceOperation or IPropertyReferenceOperation);

    /// <summary>Whether the clause leaves a trace of the error that later code can act on.</summary>
    public static bool KeepsError(ICatchClauseOperation clause) =>
        clause.Handler.Descendants().Any(o => o switch
        {
            IAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment => !DeclaredWithin(assignment.Target, clause),
            IIncrementOrDecrementOperation increment => !DeclaredWithin(increment.Target, clause),
            IInvocationOperation call => IsCollecting(call),
            IReturnOperation { ReturnedValue: not null } => true,
            _ => false,
        });

    private static bool IsHarmless(ITypeSymbol? type) =>
        type?.Name is { } name && (name is "OperationCanceledException" or "TaskCanceledException" || name.Contains("Concurrent") || name.Contains("AlreadyExists") || name.Contains("NotFound"));

    private static bool IsCollecting(IInvocationOperation call) => call.TargetMethod.Name is "Add" or "Enqueue" or "Push" or "TryAdd" or "AddOrUpdate" or "SetException" or "TrySetException" or "Exchange" or "CompareExchange";

    private static bool IsReport(IInvocationOperation call) =>
        Reporting.Any(r => call.TargetMethod.Name.StartsWith(r, StringComparison.Ordinal)) || call.TargetMethod.ContainingType.Name.Contains("Log") || call.TargetMethod.ContainingType.Name == "Console";

    private static bool Takes(IInvocationOperation call, ICatchClauseOperation clause) =>
        clause.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation { Symbol: var error }
        && (call.Instance is ILocalReferenceOperation { Local: var instance } && SymbolEqualityComparer.Default.Equals(instance, error)
            || call.Arguments.Any(a => Bare(a.Value) is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, error)));

    private static IOperation Bare(IOperation value) => value is IConversionOperation conversion ? Bare(conversion.Operand) : value;

    private static bool DeclaredWithin(IOperation target, ICatchClauseOperation clause) =>
        target is ILocalReferenceOperation { Local: var local } && local.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == clause.Syntax.SyntaxTree && clause.Syntax.Span.Contains(r.Span));
}
