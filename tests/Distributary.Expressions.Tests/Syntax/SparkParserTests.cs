using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class SparkParserTests
{
    // Spark's parser reads the text of typed literals too; here the binder does. To Spark any_value(DISTINCT 'x') holds a literal of a type DISTINCT, and so do first and last:
    // their own rules in its grammar know no DISTINCT.
    private static readonly string[] ClassesOfLiterals =
        ["UNSUPPORTED_TYPED_LITERAL", "INVALID_TYPED_LITERAL", "INVALID_INTERVAL_FORMAT", "_LEGACY_ERROR_TEMP_0024", "_LEGACY_ERROR_TEMP_0026", "_LEGACY_ERROR_TEMP_0028", "_LEGACY_ERROR_TEMP_0029", "CANNOT_PARSE_INTERVAL"];

    [Fact]
    public void Spark_parses_what_is_written_of_any_tree()
    {
        var texts = TreeGenerator.Trees.Select(SparkSqlWriter.Write).Sample(Trials.Count / 4, 50).ToList();
        var refused = texts.Zip(SparkParser.Verdicts(texts)).Where(v => v.Second is { } refusal && !ClassesOfLiterals.Any(refusal.StartsWith));
        Assert.Empty(refused);
    }

    [Fact]
    public void A_text_that_breaks_Sparks_grammar_is_refused()
    {
        var texts = TextGenerator.Mutated.Where(t => !t.Contains('\0') && !t.Any(char.IsSurrogate)).Sample(Trials.Count / 4, 30).ToList();
        var accepted = texts.Zip(SparkParser.Verdicts(texts))
            .Where(v => v.Second == "PARSE_SYNTAX_ERROR" && SqlParser.ParseExpression(v.First, allowAlias: true).Diagnostics.Count == 0);
        Assert.Empty(accepted);
    }
}
