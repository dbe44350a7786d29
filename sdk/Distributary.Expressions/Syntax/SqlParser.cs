using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>Parses Spark SQL's expressions, types and schemas.</summary>
public static class SqlParser
{
    /// <summary>Parses a scalar expression, with an alias where <paramref name="allowAlias"/> says so.</summary>
    /// <returns>The tree (with <see cref="MissingExpression"/> where something lacks) and the problems.</returns>
    public static ParseResult ParseExpression(string text, bool allowAlias = false)
    {
        var stream = new TokenStream(text);
        var expression = new ExpressionParser(stream).ParseAll(allowAlias);
        return new ParseResult(expression, stream.Problems());
    }

    /// <summary>Parses a type: <c>DECIMAL(10, 2)</c>, <c>ARRAY&lt;INT&gt;</c>. <c>CHAR</c> and <c>VARCHAR</c> stand for <c>STRING</c>, as in a cast.</summary>
    /// <exception cref="SqlExpressionException">The text is no type.</exception>
    public static DataType ParseDataType(string text)
    {
        var stream = new TokenStream(text);
        var type = new TypeParser(stream).Parse();
        ThrowIfWrong(stream);
        return type;
    }

    /// <summary>Parses a schema: <c>a INT, b STRING NOT NULL COMMENT 'x'</c>.</summary>
    /// <exception cref="SqlExpressionException">The text is no schema.</exception>
    public static StructType ParseSchema(string text)
    {
        var stream = new TokenStream(text);
        var schema = new TypeParser(stream, allowCharacters: false).ParseFields(nested: false);
        ThrowIfWrong(stream);
        return schema;
    }

    /// <summary>A name with dots between its parts; null where the text is something else.</summary>
    internal static ColumnReference? ParseName(string text)
    {
        var result = ParseExpression(text);
        return result.Diagnostics.Count == 0 ? result.Expression as ColumnReference : null;
    }

    private static void ThrowIfWrong(TokenStream stream)
    {
        if (!stream.AtEnd)
            stream.SyntaxError("the end");
        var problems = stream.Problems();
        if (problems.Count > 0)
            throw new SqlExpressionException(stream.Text, problems);
    }
}

/// <summary>What parsing gives.</summary>
/// <param name="Expression">The tree.</param>
/// <param name="Diagnostics">The problems; empty when the text is right.</param>
public sealed record ParseResult(Expression Expression, IReadOnlyList<SqlDiagnostic> Diagnostics);
