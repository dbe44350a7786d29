using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;

namespace Distributary.Expressions.Plans;

/// <summary>The names that columns have where none was given.</summary>
public static class OutputNames
{
    /// <summary>The name of an expression's column.</summary>
    public static string Of(Expression expression) => expression switch
    {
        ColumnReference reference => reference.Parts[reference.Parts.Count - 1],
        FrameColumn column => column.Name,
        FieldAccess field => field.Name,
        CastExpression { Operand: ColumnReference or FieldAccess or CastExpression } cast => Of(cast.Operand),
        FunctionCall { Name: "window" or "session_window" } call => call.Name,
        BinaryExpression or InExpression or BetweenExpression or LikeExpression or IsExpression => $"({SparkSqlWriter.Write(expression)})",
        _ => SparkSqlWriter.Write(expression),
    };
}
