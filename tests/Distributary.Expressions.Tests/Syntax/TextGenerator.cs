using Distributary.Expressions.Writers;
using FsCheck;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Syntax;

/// <summary>Generates texts of expressions, most of them wrong.</summary>
internal static class TextGenerator
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

    /// <summary>Texts that are right, or nearly.</summary>
    public static Gen<string> Mutated { get; } =
        from seed in Seeds
        from edits in Edits.Several(1, 4)
        select edits.Aggregate(seed, Edit);

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
