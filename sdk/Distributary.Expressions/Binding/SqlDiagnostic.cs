using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Binding;

/// <summary>A problem in a SQL text.</summary>
/// <param name="ErrorClass">Spark's error class: <c>PARSE_SYNTAX_ERROR</c>, <c>UNRESOLVED_COLUMN.WITH_SUGGESTION</c>.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
/// <param name="Span">Where it stands in the text.</param>
public sealed record SqlDiagnostic(string ErrorClass, string Message, TextSpan Span)
{
    /// <summary>The class and the message.</summary>
    public override string ToString() => $"[{ErrorClass}] {Message}";
}
