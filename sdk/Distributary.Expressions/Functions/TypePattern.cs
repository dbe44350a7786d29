using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>What types a function takes for an argument.</summary>
/// <param name="Text">The pattern as the signature tables and messages write it.</param>
internal abstract record TypePattern(string Text)
{
    /// <summary>The type that an untyped NULL becomes.</summary>
    public abstract DataType DefaultType { get; }

    public abstract bool Accepts(DataType type);

    public sealed override string ToString() => Text;
}

/// <summary>One type; NULL is allowed wherever it may stand inside.</summary>
internal sealed record ExactPattern(DataType Type) : TypePattern(Type.CatalogString)
{
    public override DataType DefaultType => Type;

    public override bool Accepts(DataType type) => type == Type || type.IsSameType(Type);
}

/// <summary>Anything.</summary>
internal sealed record AnyPattern() : TypePattern("any")
{
    public override DataType DefaultType => DataTypes.Null;

    public override bool Accepts(DataType type) => true;
}

/// <summary>Any number.</summary>
internal sealed record NumericPattern() : TypePattern("numeric")
{
    public override DataType DefaultType => DataTypes.Double;

    public override bool Accepts(DataType type) => type is NumericType;
}

/// <summary>A decimal of any size.</summary>
internal sealed record AnyDecimalPattern() : TypePattern("decimal")
{
    public override DataType DefaultType => DataTypes.SystemDecimal;

    public override bool Accepts(DataType type) => type is DecimalType;
}

/// <summary>A timestamp, with a time zone or without.</summary>
internal sealed record AnyTimestampPattern() : TypePattern("anytimestamp")
{
    public override DataType DefaultType => DataTypes.Timestamp;

    public override bool Accepts(DataType type) => type.IsAnyTimestamp();
}

/// <summary>A whole class of types, of which none but NULL is cast into it.</summary>
internal sealed record ClassPattern(string Text, DataType Default, Func<DataType, bool> Test) : TypePattern(Text)
{
    public override DataType DefaultType => Default;

    public override bool Accepts(DataType type) => Test(type);
}

/// <summary>One of several.</summary>
internal sealed record OneOfPattern(ValueList<TypePattern> Patterns) : TypePattern(string.Join("|", Patterns))
{
    public override DataType DefaultType => Patterns[0].DefaultType;

    public override bool Accepts(DataType type)
    {
        for (var i = 0; i < Patterns.Count; i++)
        {
            if (Patterns[i].Accepts(type))
                return true;
        }
        return false;
    }
}

/// <summary>A lambda.</summary>
internal sealed record LambdaPattern() : TypePattern("a lambda")
{
    public override DataType DefaultType => DataTypes.Null;

    public override bool Accepts(DataType type) => true;
}
