using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class MutationTests
{
    [Fact]
    public void Any_text_gives_a_tree_or_problems_within_it() =>
        Trials.Check(TextGenerator.Mutated, text =>
        {
            var result = SqlParser.ParseExpression(text, allowAlias: true);
            Assert.All(result.Diagnostics, d => Assert.True(d.Span.Start >= 0 && d.Span.Length >= 0 && d.Span.End <= text.Length, $"{text}: {d} at {d.Span}"));
            if (result.Diagnostics.Count == 0)
                Assert.Equal(result.Expression, SqlParser.ParseExpression(SparkSqlWriter.Write(result.Expression), allowAlias: true).Expression);
        });

    [Fact]
    public void Any_text_is_a_type_and_a_schema_or_has_problems() =>
        Trials.Check(TextGenerator.Mutated, text =>
        {
            Assert.True(Record.Exception(() => SqlParser.ParseDataType(text)) is null or SqlExpressionException, text);
            Assert.True(Record.Exception(() => SqlParser.ParseSchema(text)) is null or SqlExpressionException, text);
        });
}
