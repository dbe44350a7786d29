using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Tests.Syntax;

/// <summary>Parses texts that are right.</summary>
internal static class Parsed
{
    public static Expression Expression(string text)
    {
        var result = SqlParser.ParseExpression(text);
        Assert.True(result.Diagnostics.Count == 0, $"{text}: {string.Join("; ", result.Diagnostics)}");
        return result.Expression;
    }

    /// <summary>The error classes of a text's problems.</summary>
    public static IEnumerable<string> Problems(string text) => SqlParser.ParseExpression(text).Diagnostics.Select(d => d.ErrorClass);
}
