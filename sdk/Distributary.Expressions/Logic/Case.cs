namespace Distributary.Expressions.Logic;

/// <summary>Rows that no condition tells apart: a piece of every dimension.</summary>
internal sealed class Case
{
    private readonly Dictionary<Dimension, int> ranks = [];

    public int this[Dimension dimension]
    {
        get => ranks[dimension];
        set => ranks[dimension] = value;
    }
}
