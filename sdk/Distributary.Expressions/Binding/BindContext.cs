using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>What all parts of one binding share: the rules, and the problems found so far.</summary>
internal sealed class BindContext(BinderOptions options)
{
    private readonly List<SqlDiagnostic> diagnostics = [];
    private int lambdaParameters;

    public BinderOptions Options { get; } = options;

    public TypeCoercion Coercion { get; } = TypeCoercion.For(options.Ansi);

    public IReadOnlyList<SqlDiagnostic> Diagnostics => diagnostics;

    private CastMode Mode => Options.Ansi ? CastMode.Ansi : CastMode.Legacy;

    /// <summary>Keeps a problem; null, so that a rule can return it in place of a bound node.</summary>
    public BoundExpression? Fail(string errorClass, string message, TextSpan span)
    {
        diagnostics.Add(new(errorClass, message, span));
        return null;
    }

    public int NextLambdaParameter() => lambdaParameters++;

    /// <summary>The expression as a value of the type, with a cast where it is of another.</summary>
    public BoundExpression Cast(BoundExpression operand, DataType type) => operand.Type == type || operand.Type.IsSameType(type) && operand.Type is not StructType
        ? operand
        : operand is BoundLiteral { Value: null }
            ? new BoundLiteral(null, type) { Span = operand.Span }
            : Cast(operand, type, Mode, isImplicit: true);

    /// <summary>A cast as the user wrote it.</summary>
    public BoundExpression Cast(BoundExpression operand, DataType type, bool tryCast, TextSpan span) =>
        Cast(operand, type, tryCast ? CastMode.Try : Mode, isImplicit: false) with { Span = span };

    private BoundCast Cast(BoundExpression operand, DataType type, CastMode mode, bool isImplicit)
    {
        var nullable = operand.Nullable || (mode == CastMode.Try ? TryGivesNull(operand.Type, type) : CastRules.GivesNull(operand.Type, type, Options.Ansi));
        return new(operand, type, mode, nullable, isImplicit) { Span = operand.Span };
    }

    private static bool TryGivesNull(DataType from, DataType to) => (from, to) switch
    {
        (StringType, BinaryType) => false,
        (DecimalType, IntegralType) => true,
        _ => !CastRules.IsUpCast(from, to),
    };
}
