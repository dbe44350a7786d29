using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>Parses Spark SQL's expressions, types and schemas.</summary>
public static class SqlParser
{
    /// <summary>Parses a scalar expression, with an alias where <paramref name="allowAlias"/> says so.</summary>
    /// <returns>The tree (with <see cref="MissingExpression"/> where something lacks) and the problems.</returns>
    public static ParseResult ParseExpression(string text, bool allowAlias = false) => throw new NotImplementedException();

    /// <summary>Parses a type: <c>DECIMAL(10, 2)</c>, <c>ARRAY&lt;INT&gt;</c>.</summary>
    /// <exception cref="SqlExpressionException">The text is no type.</exception>
    public static DataType ParseDataType(string text) => throw new NotImplementedException();

    /// <summary>Parses a schema: <c>a INT, b STRING NOT NULL COMMENT 'x'</c>.</summary>
    /// <exception cref="SqlExpressionException">The text is no schema.</exception>
    public static StructType ParseSchema(string text) => throw new NotImplementedException();
}

/// <summary>What parsing gives.</summary>
/// <param name="Expression">The tree.</param>
/// <param name="Diagnostics">The problems; empty when the text is right.</param>
public sealed record ParseResult(Expression Expression, IReadOnlyList<SqlDiagnostic> Diagnostics);
