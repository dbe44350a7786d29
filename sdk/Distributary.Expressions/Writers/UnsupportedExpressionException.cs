namespace Distributary.Expressions.Writers;

/// <summary>An expression whose meaning the embedded engine can't give.</summary>
public sealed class UnsupportedExpressionException : Exception
{
    /// <summary>An exception that names what is not supported.</summary>
    /// <param name="what">The function, operator or option, and why it can't be had.</param>
    public UnsupportedExpressionException(string what) : base("not supported embedded: " + what)
    {
    }
}
