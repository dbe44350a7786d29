namespace Distributary.Expressions.Logic;

/// <summary>The values that a condition may have: a set, because not every part of a condition is understood.</summary>
[Flags]
internal enum Truth
{
    None = 0,
    True = 1,
    False = 2,
    Null = 4,
    Any = True | False | Null,
}

/// <summary>SQL's logic of three values, on sets of them.</summary>
internal static class TruthTable
{
    public static Truth Not(Truth operand) => (operand & Truth.Null) | (Has(operand, Truth.True) ? Truth.False : Truth.None) | (Has(operand, Truth.False) ? Truth.True : Truth.None);

    public static Truth Or(Truth left, Truth right) =>
        ((left | right) & Truth.True)
        | (left & right & Truth.False)
        | (Has(left, Truth.Null) && (right & (Truth.False | Truth.Null)) != Truth.None || Has(right, Truth.Null) && (left & (Truth.False | Truth.Null)) != Truth.None ? Truth.Null : Truth.None);

    public static Truth And(Truth left, Truth right) => Not(Or(Not(left), Not(right)));

    public static Truth IsNull(Truth operand) => (Has(operand, Truth.Null) ? Truth.True : Truth.None) | ((operand & (Truth.True | Truth.False)) != Truth.None ? Truth.False : Truth.None);

    public static Truth Coalesce(Truth first, Truth second) => Has(first, Truth.Null) ? (first & ~Truth.Null) | second : first;

    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static bool Has(Truth set, Truth value) => (set & value) != Truth.None;
}
