using System.Collections.Concurrent;
using System.Collections.Immutable;
using Distributary.Analyzers.Handlers.Interpretation;
using Distributary.Analyzers.Handlers.Model;
using Distributary.Analyzers.Handlers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers;

/// <summary>Reports what loses or repeats data in handlers that are written by hand. See <c>docs/handler-analysis.md</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerAnalyzer : DiagnosticAnalyzer
{
    private static readonly Action<HandlerModel, Report>[] OfHandlers =
    [
        TransactionRules.Check,
        DeadLetterRules.Check,
        KafkaRules.Check,
        TaskRules.Check,
        ExceptionRules.Check,
        PersistRules.Check,
        DeterminismRules.Check,
        BatchScopeRules.Check,
        SessionRules.Check,
        MergeRules.Check,
        ParallelismRules.Check,
        GuardRules.Check,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = HandlerRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (Apis.Find(start.Compilation) is not { } apis)
                return;
            var reported = new ConcurrentDictionary<(string, Location), bool>();
            start.RegisterOperationBlockStartAction(block =>
            {
                var callsForeachBatch = 0;
                block.RegisterOperationAction(c => Interlocked.Exchange(ref callsForeachBatch, IsOfInterest(c.Operation, apis) ? 1 : callsForeachBatch), OperationKind.Invocation, OperationKind.DelegateCreation);
                block.RegisterOperationBlockEndAction(end =>
                {
                    if (Volatile.Read(ref callsForeachBatch) == 1)
                        Analyze(end, apis, reported);
                });
            });
        });
    }

    /// <summary>Whether the operation writes a stream, or makes a function that may handle batches.</summary>
    private static bool IsOfInterest(IOperation operation, Apis apis) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => method.Name is "ForeachBatch" or "WriteStream" && apis.Role(method) is ApiRole.StreamWriter or ApiRole.Frame,
        IDelegateCreationOperation { Type: INamedTypeSymbol { Name: "Action", TypeArguments: [var frame, { SpecialType: SpecialType.System_Int64 }] } } => apis.IsFrame(frame),
        _ => false,
    };

    private static void Analyze(OperationBlockAnalysisContext context, Apis apis, ConcurrentDictionary<(string, Location), bool> reported)
    {
        // A reduced argument, an attribute or a default value is a block, too, but no body.
        var bodies = context.OperationBlocks.Where(b => b is IBlockOperation or IConstructorBodyOperation or IMethodBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation);
        var (handlers, streams) = Interpreter.Run(context.OwningSymbol, bodies, context.Compilation, apis, context.CancellationToken);
        var report = new Report(context.ReportDiagnostic, reported);
        foreach (var handler in handlers)
        {
            foreach (var check in OfHandlers)
                check(handler, report);
        }
        StreamRules.Check(streams, handlers, context.Compilation, report);
    }
}
