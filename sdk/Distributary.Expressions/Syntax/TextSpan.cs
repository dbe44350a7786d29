namespace Distributary.Expressions.Syntax;

/// <summary>A part of a SQL text.</summary>
/// <param name="Start">The first character's index.</param>
/// <param name="Length">How many UTF-16 characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The index after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}
