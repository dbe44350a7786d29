using Distributary.Expressions.Binding;

namespace Distributary.Spark.Engine;

/// <summary>Spark's errors as the exceptions that frames, readers and writers promise on every engine.</summary>
internal static class SparkErrors
{
    /// <summary>What stands before the plan or the query that Spark appends to a message.</summary>
    private static readonly string[] PlanMarks = [";\n", "\n\n", "\n=== "];

    /// <summary>Does something that Spark may refuse.</summary>
    /// <param name="what">What it is, for the error: a SQL text, a path.</param>
    /// <param name="action">Does it.</param>
    /// <exception cref="SqlExpressionException">Spark refused a name or a type.</exception>
    /// <exception cref="FileNotFoundException">A path or table is not there.</exception>
    /// <exception cref="InvalidOperationException">A path or table is there already.</exception>
    /// <exception cref="JvmException">Anything else.</exception>
    public static T Translate<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (JvmException e) when (Known(what, e) is { } known)
        {
            throw known;
        }
    }

    /// <summary>Spark's message without the plan that follows it.</summary>
    public static string Message(JvmException error)
    {
        var message = (error.JavaMessage ?? error.JavaClass).Trim();
        var end = PlanMarks.Select(mark => message.IndexOf(mark, StringComparison.Ordinal)).Where(i => i > 0).DefaultIfEmpty(message.Length).Min();
        return message[..end];
    }

    /// <summary>Spark's message, and that of the error that led to it: Spark's own may say no more than that a job failed.</summary>
    public static string MessageWithCause(JvmException error)
    {
        const string mark = "Caused by: ";
        var message = Message(error);
        var start = error.JavaStackTrace.LastIndexOf(mark, StringComparison.Ordinal) + mark.Length;
        if (start < mark.Length)
            return message;
        var cause = error.JavaStackTrace[start..].Split("\n\tat ", 2)[0].TrimEnd();
        return message.Contains(cause, StringComparison.Ordinal) ? message : $"{message} Cause: {cause}";
    }

    public static SqlExpressionException Problem(string text, string errorClass, string message) => new(text, [new SqlDiagnostic(errorClass, message, default)]);

    /// <summary>Whether the error says no more than that a job was cancelled or its thread interrupted.</summary>
    public static bool IsCancellation(Exception error) => error switch
    {
        OperationCanceledException => true,
        AggregateException { InnerExceptions: [_, ..] inner } => inner.Any(IsCancellation),
        JvmException jvm => jvm.ErrorClass == "SPARK_JOB_CANCELLED"
            || jvm.JavaStackTrace.Contains("java.lang.InterruptedException", StringComparison.Ordinal)
            || jvm.JavaStackTrace.Contains("cancelled part of cancelled job group", StringComparison.Ordinal)
            || jvm.JavaStackTrace.Contains("[SPARK_JOB_CANCELLED]", StringComparison.Ordinal),
        _ => error.InnerException is { } cause && IsCancellation(cause),
    };

    private static Exception? Known(string what, JvmException error) => error.ErrorClass switch
    {
        "PATH_NOT_FOUND" or "TABLE_OR_VIEW_NOT_FOUND" or "DELTA_TABLE_NOT_FOUND" or "DELTA_PATH_DOES_NOT_EXIST" or "DELTA_MISSING_DELTA_TABLE" or "DELTA_SCHEMA_NOT_SET" =>
            new FileNotFoundException($"{what}: {Message(error)}", error),
        "PATH_ALREADY_EXISTS" or "TABLE_OR_VIEW_ALREADY_EXISTS" or "DELTA_PATH_EXISTS" or "DELTA_TABLE_ALREADY_EXISTS" =>
            new InvalidOperationException($"{Message(error)} Use SaveMode.Append, SaveMode.Overwrite or SaveMode.Ignore.", error),
        _ when error.JavaClass.EndsWith("AnalysisException", StringComparison.Ordinal) || error.JavaClass.EndsWith("ParseException", StringComparison.Ordinal) =>
            new SqlExpressionException(what, [new SqlDiagnostic(error.ErrorClass ?? "ANALYSIS_ERROR", WithoutClass(Message(error)), default)], error),
        _ => null,
    };

    private static string WithoutClass(string message) =>
        message.StartsWith('[') && message.IndexOf("] ", StringComparison.Ordinal) is > 0 and var end ? message[(end + 2)..] : message;
}
