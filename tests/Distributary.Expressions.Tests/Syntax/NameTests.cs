using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class NameTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("t.a", "t", "a")]
    [InlineData("a . b\n.c", "a", "b", "c")]
    [InlineData("`a b`.`c``d`", "a b", "c`d")]
    [InlineData("(a).b", "a", "b")]
    [InlineData("1a", "1a")]
    [InlineData("0x1F", "0x1F")]
    [InlineData("1e5x", "1e5x")]
    [InlineData("current_date", "current_date")]
    public void Names_with_dots_are_one_reference(string text, params string[] parts) =>
        Assert.Equal(new ColumnReference(parts.ToValueList()), Parsed.Expression(text));

    [Theory]
    [InlineData("end > start", "`end` > `start`")]
    [InlineData("interval + 1", "`interval` + 1")]
    [InlineData("not = 1", "`not` = 1")]
    [InlineData("a OR and", "a OR `and`")]
    [InlineData("case", "`case`")]
    [InlineData("select IS NULL", "`select` IS NULL")]
    [InlineData("date + timestamp", "`date` + `timestamp`")]
    [InlineData("f(distinct)", "f(`distinct`)")]
    [InlineData("trim(both)", "trim(`both`)")]
    [InlineData("from.to.table", "`from`.`to`.`table`")]
    public void A_keyword_is_a_column_where_its_own_meaning_does_not_fit(string text, string quoted) =>
        Assert.Equal(Parsed.Expression(quoted), Parsed.Expression(text));

    [Fact]
    public void A_name_with_other_letters_must_be_quoted()
    {
        var problem = Assert.Single(SqlParser.ParseExpression("größe > 1").Diagnostics);
        Assert.Equal("INVALID_IDENTIFIER", problem.ErrorClass);
        Assert.Equal(new TextSpan(0, 5), problem.Span);
        Assert.Contains("`größe`", problem.Message, StringComparison.Ordinal);
        Assert.Equal(new ColumnReference("größe"), Parsed.Expression("`größe`"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("t.*", "t")]
    [InlineData("a.b.*", "a", "b")]
    public void A_star_keeps_its_qualifier(string text, params string[] qualifier) =>
        Assert.Equal(new Star(qualifier.ToValueList(), default), Parsed.Expression(text));

    [Fact]
    public void A_star_can_leave_columns_out() =>
        Assert.Equal(
            new Star(default, ValueList.Of(new ColumnReference("a"), new ColumnReference(ValueList.Of("b", "c")))),
            Parsed.Expression("* EXCEPT (a, b.c)"));

    [Fact]
    public void An_alias_is_read_where_it_is_allowed()
    {
        Assert.Equal(new AliasExpression(new ColumnReference("a"), "b"), SqlParser.ParseExpression("a AS b", allowAlias: true).Expression);
        Assert.Equal(new AliasExpression(new ColumnReference("a"), "b c"), SqlParser.ParseExpression("a `b c`", allowAlias: true).Expression);
        Assert.Equal(["PARSE_SYNTAX_ERROR"], Parsed.Problems("a AS b"));
    }

    [Fact]
    public void A_hyphen_in_an_alias_needs_quotes() =>
        Assert.Equal("INVALID_IDENTIFIER", Assert.Single(SqlParser.ParseExpression("a AS test-b", allowAlias: true).Diagnostics).ErrorClass);

    [Theory]
    [InlineData("IDENTIFIER('a.b')", "a.b")]
    [InlineData("IDENTIFIER('abs')(x)", "abs(x)")]
    public void The_identifier_clause_is_the_name_it_says(string text, string plain) =>
        Assert.Equal(Parsed.Expression(plain), Parsed.Expression(text));
}
