using System.Text;
using Distributary.Spark.Py4J.Wire;

namespace Distributary.Spark.Py4J.Callbacks;

/// <summary>How a failed callback is reported to the JVM.</summary>
internal sealed class CallbackFailure
{
    // Spark recognizes an interrupted Python handler by this text, and takes whatever else has the prefix apart by a regular expression that overflows on long texts.
    private const string CancellationPrefix = "py4j.protocol.Py4JJavaError";
    private const string CancellationText = CancellationPrefix + ": An error occurred while calling the batch's handler.\n: java.lang.InterruptedException: ";

    private CallbackFailure(string text) => Text = text;

    /// <summary>What the JVM is told.</summary>
    public string Text { get; }

    /// <summary>The line that tells the JVM.</summary>
    // A half surrogate pair in an exception's message must not turn the report into another error.
    public string Reply => $"!xs{Escaping.Escape(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Text)))}\n";

    /// <summary>The handler failed: the batch fails, and Spark's error shows the exception with its stack.</summary>
    public static CallbackFailure Error(Exception error) => new(error.ToString().Replace(CancellationPrefix, "Py4JJavaError", StringComparison.Ordinal));

    /// <summary>The handler gave up because the query is being stopped: the query ends without an exception.</summary>
    public static CallbackFailure Cancelled(Exception error) => new(CancellationText + error.Message.ReplaceLineEndings(" "));
}
