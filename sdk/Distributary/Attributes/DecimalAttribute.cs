namespace Distributary;

/// <summary>The digits of a decimal column, on a member of a schema type. Without it a <see cref="decimal"/> is <c>decimal(38,18)</c>.</summary>
/// <param name="precision">How many digits in all, 1 to 38.</param>
/// <param name="scale">How many of them after the point, 0 to <paramref name="precision"/>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DecimalAttribute(int precision, int scale) : Attribute
{
    /// <summary>How many digits in all.</summary>
    public int Precision { get; } = precision;

    /// <summary>How many of them after the point.</summary>
    public int Scale { get; } = scale;
}
