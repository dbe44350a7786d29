namespace Distributary.Expressions.Logic;

/// <summary>A condition over dimensions.</summary>
internal abstract record Formula
{
    /// <summary>What the condition may be in a case.</summary>
    public abstract Truth In(Case @case);
}

internal sealed record ConstantFormula(Truth Value) : Formula
{
    public override Truth In(Case @case) => Value;
}

/// <summary>A comparison of a dimension's value with a constant.</summary>
internal sealed record ComparisonFormula(Dimension Dimension, string Operator, object Value) : Formula
{
    public override Truth In(Case @case)
    {
        var rank = @case[Dimension];
        if (rank == Dimension.NullRank)
            return Operator == "<=>" ? Truth.False : Truth.Null;
        var sign = rank.CompareTo(Dimension.RankOf(Value));
        return TruthTable.Of(Operator switch
        {
            "<" => sign < 0,
            "<=" => sign <= 0,
            ">" => sign > 0,
            ">=" => sign >= 0,
            _ => sign == 0,
        });
    }
}

internal sealed record DimensionIsNullFormula(Dimension Dimension) : Formula
{
    public override Truth In(Case @case) => TruthTable.Of(@case[Dimension] == Dimension.NullRank);
}

internal sealed record IsNullFormula(Formula Operand) : Formula
{
    public override Truth In(Case @case) => TruthTable.IsNull(Operand.In(@case));
}

internal sealed record NotFormula(Formula Operand) : Formula
{
    public override Truth In(Case @case) => TruthTable.Not(Operand.In(@case));
}

internal sealed record AndFormula(Formula Left, Formula Right) : Formula
{
    public override Truth In(Case @case) => TruthTable.And(Left.In(@case), Right.In(@case));
}

internal sealed record AnyFormula(IReadOnlyList<Formula> Operands) : Formula
{
    public override Truth In(Case @case) => Operands.Aggregate(Truth.False, (result, operand) => TruthTable.Or(result, operand.In(@case)));
}

internal sealed record CoalesceFormula(Formula First, Formula Second) : Formula
{
    public override Truth In(Case @case) => TruthTable.Coalesce(First.In(@case), Second.In(@case));
}
