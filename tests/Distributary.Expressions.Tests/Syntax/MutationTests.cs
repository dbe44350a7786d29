using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;
using FsCheck;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class MutationTests
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", ",", ".", "'", "\"", "`", "--", "/*", "*/", "::", "->", "=>", "<", ">", ">>", "<=>", "!", "-", "*", "|", "&", ";", ":", "?", "\\", "\0", "\uD83D",
        " AND ", " OR ", " NOT ", " IN (", " IS ", " NULL ", " LIKE ", " ANY (", " BETWEEN ", " CASE ", " WHEN ", " THEN ", " ELSE ", " END ", " CAST(", " AS ", " INT ",
        " ARRAY<", " STRUCT<a:", " INTERVAL ", " DAY ", " TO ", "1", "1.5e", "'x'", "r'", " DATE ", " FROM ", " FOR ", " trim(BOTH ", " OVER (", " ORDER BY ", " ROWS BETWEEN ",
        " FILTER (WHERE ", " DISTINCT ", " EXCEPT (", " (SELECT ", " COLLATE ", " ESCAPE ", "a", "_", "ä", "9999999999999999999999999999999999999999",
    ];

    private static readonly Gen<string> Seeds = Gen.Frequency(
        (3, Gen.Elements(SparkAnswers.All.Select(a => a.Expression).ToArray())),
        (2, TreeGenerator.Trees.Select(SparkSqlWriter.Write)));

    private static readonly Gen<(int Place, int Kind, string Piece)> Edits =
        from place in Gen.Choose(0, int.MaxValue - 1)
        from kind in Gen.Choose(0, 3)
        from piece in Gen.Elements(Pieces)
        select (place, kind, piece);

    private static readonly Gen<string> Mutated =
        from seed in Seeds
        from edits in Edits.Several(1, 4)
        select edits.Aggregate(seed, Edit);

    [Fact]
    public void Any_text_gives_a_tree_or_problems_within_it() =>
        Trials.Check(Mutated, text =>
        {
            var result = SqlParser.ParseExpression(text, allowAlias: true);
            Assert.All(result.Diagnostics, d => Assert.True(d.Span.Start >= 0 && d.Span.Length >= 0 && d.Span.End <= text.Length, $"{text}: {d} at {d.Span}"));
            if (result.Diagnostics.Count == 0)
                Assert.Equal(result.Expression, SqlParser.ParseExpression(SparkSqlWriter.Write(result.Expression), allowAlias: true).Expression);
        });

    [Fact]
    public void Any_text_is_a_type_and_a_schema_or_has_problems() =>
        Trials.Check(Mutated, text =>
        {
            Assert.True(Record.Exception(() => SqlParser.ParseDataType(text)) is null or SqlExpressionException, text);
            Assert.True(Record.Exception(() => SqlParser.ParseSchema(text)) is null or SqlExpressionException, text);
        });

    private static string Edit(string text, (int Place, int Kind, string Piece) edit)
    {
        var place = text.Length == 0 ? 0 : edit.Place % text.Length;
        var length = Math.Min(text.Length - place, 1 + (edit.Place % 5));
        return edit.Kind switch
        {
            0 => text.Insert(place, edit.Piece),
            1 => text.Remove(place, length),
            2 => text.Insert(place, text.Substring(place, length)),
            _ => text.Remove(place, length).Insert(place, edit.Piece),
        };
    }
}
