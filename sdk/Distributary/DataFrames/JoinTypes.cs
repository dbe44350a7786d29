using Distributary.Expressions.Plans;

namespace Distributary;

internal static class JoinTypes
{
    /// <summary>Spark's spellings of join types, with and without underscores.</summary>
    public static JoinType Parse(string joinType) => joinType.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "INNER" => JoinType.Inner,
        "CROSS" => JoinType.Cross,
        "LEFT" or "LEFTOUTER" => JoinType.LeftOuter,
        "RIGHT" or "RIGHTOUTER" => JoinType.RightOuter,
        "FULL" or "OUTER" or "FULLOUTER" => JoinType.FullOuter,
        "SEMI" or "LEFTSEMI" => JoinType.LeftSemi,
        "ANTI" or "LEFTANTI" => JoinType.LeftAnti,
        _ => throw new ArgumentException($"'{joinType}' is no join type. Use inner, cross, left, right, full, left_semi or left_anti.", nameof(joinType)),
    };
}
