using System.Numerics;
using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Logic;

/// <summary>
/// One value of a row that conditions look at: a column, or an expression that is the same whenever it is computed. The constants that it is compared with cut its values into
/// pieces; within a piece every comparison has the same result.
/// </summary>
internal sealed class Dimension(BoundExpression expression, bool nullable)
{
    /// <summary>The piece of NULL.</summary>
    public const int NullRank = -1;

    private readonly List<object> points = [];

    /// <summary>What has the value.</summary>
    public BoundExpression Expression { get; } = expression;

    /// <summary>The expressions of which one is NULL exactly where the value is; empty where that is not known.</summary>
    public IReadOnlyList<BoundExpression> NullWith { get; init; } = [];

    /// <summary>Adds a constant that the value is compared with.</summary>
    public void Add(object constant)
    {
        var index = points.BinarySearch(constant, ConstantOrder.Instance);
        if (index < 0)
            points.Insert(~index, constant);
    }

    /// <summary>The piece of a constant that was added: odd numbers; the even ones between them are the open intervals.</summary>
    public int RankOf(object constant) => 2 * points.BinarySearch(constant, ConstantOrder.Instance) + 1;

    /// <summary>The pieces that may hold a value.</summary>
    public IReadOnlyList<int> Ranks()
    {
        var ranks = Enumerable.Range(0, 2 * points.Count + 1).Where(MayHoldValue).ToList();
        if (nullable)
            ranks.Insert(0, NullRank);
        return ranks;
    }

    /// <summary>The piece as a condition, where the value is a column's.</summary>
    public string? Describe(int rank)
    {
        if (Expression is not BoundColumn { Column.Name: var column })
            return null;
        var name = SqlIdentifier.QuoteIfNeeded(column);
        if (rank == NullRank)
            return $"{name} IS NULL";
        if (points.Count == 0)
            return $"{name} IS NOT NULL";
        var (below, above) = (rank / 2 - 1, rank / 2);
        if (rank % 2 == 1)
            return $"{name} = {Text(points[rank / 2])}";
        var bounds = new List<string>();
        if (below >= 0)
            bounds.Add($"{name} > {Text(points[below])}");
        if (above < points.Count)
            bounds.Add($"{name} < {Text(points[above])}");
        return string.Join(" AND ", bounds);
    }

    private string Text(object constant) => Expression.Type switch
    {
        BooleanType => constant.Equals(Constants.True) ? "true" : "false",
        StringType => $"'{constant}'",
        DateType or TimestampType or TimestampNTZType => "..",
        _ => FormattableString.Invariant($"{constant}"),
    };

    private bool MayHoldValue(int rank)
    {
        if (Constants.Domain(Expression) is not { } domain)
            return true;
        // Whole numbers: some intervals between constants hold none.
        var (least, greatest) = domain;
        if (rank % 2 == 1)
            return Constants.Whole(points[rank / 2]) is { } value && (least is null || value >= least) && (greatest is null || value <= greatest);
        var from = rank == 0 ? least : Greater(Constants.Floor(points[rank / 2 - 1]) + 1, least);
        var to = rank == 2 * points.Count ? greatest : Lesser(Constants.Ceiling(points[rank / 2]) - 1, greatest);
        return from is null || to is null || from <= to;
    }

    private static BigInteger Greater(BigInteger value, BigInteger? least) => least is { } other && other > value ? other : value;

    private static BigInteger Lesser(BigInteger value, BigInteger? greatest) => greatest is { } other && other < value ? other : value;
}
