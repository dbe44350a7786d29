namespace Distributary.Expressions.Binding;

/// <summary>A SQL expression that can't be parsed or bound.</summary>
public sealed class SqlExpressionException : Exception
{
    /// <summary>An exception for the problems of one text.</summary>
    /// <param name="text">The SQL text, or what stands for it where the tree was built by code.</param>
    /// <param name="diagnostics">The problems, at least one.</param>
    public SqlExpressionException(string text, IReadOnlyList<SqlDiagnostic> diagnostics)
        : this(text, diagnostics, innerException: null)
    {
    }

    /// <summary>An exception for the problems that something else found in a text.</summary>
    /// <param name="text">The SQL text, or what stands for it where the tree was built by code.</param>
    /// <param name="diagnostics">The problems, at least one.</param>
    /// <param name="innerException">What found them.</param>
    public SqlExpressionException(string text, IReadOnlyList<SqlDiagnostic> diagnostics, Exception? innerException)
        : base($"'{text}': " + string.Join("; ", diagnostics), innerException)
    {
        Text = text;
        Diagnostics = diagnostics;
    }

    /// <summary>The SQL text.</summary>
    public string Text { get; }

    /// <summary>All problems found in it.</summary>
    public IReadOnlyList<SqlDiagnostic> Diagnostics { get; }

    /// <summary>Spark's error class of the first problem.</summary>
    public string ErrorClass => Diagnostics[0].ErrorClass;
}
