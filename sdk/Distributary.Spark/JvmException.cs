namespace Distributary.Spark;

/// <summary>An exception that a call threw in the JVM.</summary>
public sealed class JvmException : Exception
{
    internal JvmException(string javaClass, string? javaMessage, string javaStackTrace, string? errorClass, string? sqlState, JvmObject? javaException)
        : base(javaMessage is null or "" ? javaClass : $"{javaClass}: {javaMessage}") =>
        (JavaClass, JavaMessage, JavaStackTrace, ErrorClass, SqlState, JavaException) = (javaClass, javaMessage, javaStackTrace, errorClass, sqlState, javaException);

    /// <summary>The exception's class: <c>org.apache.spark.sql.AnalysisException</c>.</summary>
    public string JavaClass { get; }

    /// <summary>What the exception says, null where it says nothing.</summary>
    public string? JavaMessage { get; }

    /// <summary>The exception and its causes with their stacks, as Java prints them.</summary>
    public string JavaStackTrace { get; }

    /// <summary>Spark's name for the error, <c>TABLE_OR_VIEW_NOT_FOUND</c>; null where Spark gave none.</summary>
    public string? ErrorClass { get; }

    /// <summary>The error's SQL state, <c>42P01</c>; null where Spark gave none.</summary>
    public string? SqlState { get; }

    /// <summary>The exception in the JVM, to ask it for more; null for errors of the gateway itself, as for a method that doesn't exist.</summary>
    public JvmObject? JavaException { get; }

    /// <summary>The exception with its stacks, those in the JVM first.</summary>
    public override string ToString() => $"{GetType()}: {JavaStackTrace.TrimEnd()}{Environment.NewLine}   --- called from .NET ---{Environment.NewLine}{StackTrace}";
}
