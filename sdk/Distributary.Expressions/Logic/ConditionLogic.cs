using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Logic;

/// <summary>
/// What can be said of conditions without any row. Rows are split into the cases that the conditions can tell apart, and every case is looked at. The answers err on one side:
/// what is not understood may be anything, and too many cases are not looked at.
/// </summary>
public sealed class ConditionLogic
{
    private const int MostCases = 20_000;

    private readonly ConditionReader reader = new();
    private readonly List<List<Formula>> known;

    /// <summary>Reads what is known of the rows.</summary>
    /// <param name="known">Lists of bound conditions; of each list, one is true for every row.</param>
    public ConditionLogic(IEnumerable<IReadOnlyList<BoundExpression>> known) =>
        this.known = known.Select(alternatives => alternatives.Select(reader.Read).ToList()).ToList();

    /// <summary>Whether it is certain that every row matches a condition. NULL counts as not matched.</summary>
    /// <param name="conditions">The bound conditions.</param>
    /// <param name="example">A condition for rows that may match none, where one can be told in short; else null.</param>
    public bool AreExhaustive(IReadOnlyList<BoundExpression> conditions, out string? example)
    {
        example = null;
        var formulas = conditions.Select(reader.Read).ToList();
        if (Cases() is not { } cases)
            return false;
        if (cases.FirstOrDefault(IsMissed) is not { } missed)
            return true;
        example = Describe(missed, IsMissed);
        return false;

        bool IsMissed(Case @case) => IsPossible(@case) && !formulas.Exists(f => f.In(@case) == Truth.True);
    }

    /// <summary>Whether it is certain that no row matches a condition and none of those before it.</summary>
    /// <param name="condition">The bound condition.</param>
    /// <param name="earlier">The bound conditions that come first.</param>
    public bool NeverMatches(BoundExpression condition, IReadOnlyList<BoundExpression> earlier)
    {
        var formula = reader.Read(condition);
        var before = earlier.Select(reader.Read).ToList();
        return Cases() is { } cases
            && cases.All(@case => !TruthTable.Has(formula.In(@case), Truth.True) || !IsPossible(@case) || before.Exists(f => f.In(@case) == Truth.True));
    }

    private IEnumerable<Case>? Cases()
    {
        var pieces = reader.Dimensions.Select(d => (Dimension: d, Ranks: d.Ranks())).ToList();
        return pieces.Aggregate(1L, (count, p) => Math.Min(count * p.Ranks.Count, MostCases + 1)) > MostCases ? null : Enumerate(pieces);
    }

    /// <summary>Every choice of pieces.</summary>
    private static IEnumerable<Case> Enumerate(List<(Dimension Dimension, IReadOnlyList<int> Ranks)> pieces)
    {
        var chosen = new int[pieces.Count];
        while (true)
        {
            var @case = new Case();
            for (var i = 0; i < pieces.Count; i++)
                @case[pieces[i].Dimension] = pieces[i].Ranks[chosen[i]];
            yield return @case;

            var next = pieces.Count - 1;
            while (next >= 0 && ++chosen[next] == pieces[next].Ranks.Count)
                chosen[next--] = 0;
            if (next < 0)
                yield break;
        }
    }

    private bool IsPossible(Case @case) =>
        reader.Dimensions.All(d => IsNullAsItsParts(d, @case)) && known.TrueForAll(alternatives => alternatives.Exists(f => TruthTable.Has(f.In(@case), Truth.True)));

    /// <summary>A value that is NULL exactly with others can't be otherwise in a case that says what these are.</summary>
    private bool IsNullAsItsParts(Dimension dimension, Case @case)
    {
        if (dimension.NullWith.Count == 0)
            return true;
        var parts = dimension.NullWith.Select(p => ConditionReader.IsNeverNull(p) ? false : reader.Find(p) is { } part ? @case[part] == Dimension.NullRank : (bool?)null).ToList();
        var isNull = @case[dimension] == Dimension.NullRank;
        return isNull ? parts.Exists(p => p != false) : !parts.Contains(true);
    }

    /// <summary>A case in words, without the dimensions that make no difference.</summary>
    private string? Describe(Case missed, Predicate<Case> isMissed)
    {
        var words = new List<string?>();
        foreach (var dimension in reader.Dimensions)
        {
            var rank = missed[dimension];
            if (dimension.Ranks().All(other => IsMissedWith(other)))
                continue;
            words.Add(dimension.Describe(rank));

            bool IsMissedWith(int other)
            {
                missed[dimension] = other;
                var result = isMissed(missed);
                missed[dimension] = rank;
                return result;
            }
        }
        return words.Count is 0 or > 3 || words.Contains(null) ? null : string.Join(" AND ", words);
    }
}
