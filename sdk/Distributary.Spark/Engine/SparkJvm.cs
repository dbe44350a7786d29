namespace Distributary.Spark.Engine;

/// <summary>What Spark's methods take as arguments, made in few calls however many parts it has. Safe for use by several threads.</summary>
internal sealed class SparkJvm
{
    private const string Separator = "\u001f";
    private const int LiteralPattern = 16;
    private const string Spark4Session = "org.apache.spark.sql.classic.SparkSession";

    private readonly JvmObject splitter;
    private readonly Lazy<string> sessionClass;

    public SparkJvm(Jvm jvm)
    {
        Jvm = jvm;
        sessionClass = new(() => jvm.HasClass(Spark4Session) ? Spark4Session : "org.apache.spark.sql.SparkSession");
        splitter = Splitter(Separator);
        StringEncoder = jvm.CallStaticJavaMethod<JvmObject>("org.apache.spark.sql.Encoders", "STRING");
    }

    public Jvm Jvm { get; }

    /// <summary>Spark's encoder of strings.</summary>
    public JvmObject StringEncoder { get; }

    /// <summary>Makes a session the one that Spark's code finds on the calling thread of the JVM.</summary>
    public void SetActiveSession(JvmObject session) => Jvm.CallStaticJavaMethod(sessionClass.Value, "setActiveSession", session);

    /// <summary>A Java array of strings, in two calls at most.</summary>
    public JvmObject Strings(IEnumerable<string> values)
    {
        var strings = values.ToArray();
        if (strings.Length == 0)
            return Jvm.NewArray("java.lang.String", []);
        if (!strings.Any(s => s.Contains(Separator, StringComparison.Ordinal)))
            return Split(splitter, Separator, strings);
        // As many separators in a row as stand in none of the strings, with another sign before so that it is clear where they begin.
        var separator = Separator + "\u001e";
        while (strings.Any(s => s.Contains(separator, StringComparison.Ordinal)))
            separator += "\u001e";
        using var own = Splitter(separator);
        return Split(own, separator, strings);
    }

    /// <summary>A column of SQL text.</summary>
    public JvmObject Expression(string sql) => Jvm.CallStaticJavaMethod<JvmObject>("org.apache.spark.sql.functions", "expr", sql);

    /// <summary>A Scala sequence of columns of SQL texts.</summary>
    public JvmObject Columns(IEnumerable<string> texts) => Sequence(texts.Select(Expression));

    /// <summary>A Scala sequence; objects in it are released on our side.</summary>
    public JvmObject Sequence(IEnumerable<object> items)
    {
        using var list = Jvm.CallConstructor("java.util.ArrayList");
        foreach (var item in items)
        {
            list.Invoke("add", item);
            (item as JvmObject)?.Dispose();
        }
        return Jvm.CallStaticJavaMethod<JvmObject>("org.apache.spark.api.python.PythonUtils", "toSeq", list);
    }

    /// <summary>The text of a Java iterable of strings, which the gateway takes no array for.</summary>
    public string Join(string separator, JvmObject strings) => Jvm.CallStaticJavaMethod<string>("java.lang.String", "join", separator, strings);

    private JvmObject Splitter(string separator) => Jvm.CallStaticJavaMethod<JvmObject>("java.util.regex.Pattern", "compile", separator, LiteralPattern);

    private static JvmObject Split(JvmObject splitter, string separator, string[] strings) => splitter.Invoke<JvmObject>("split", string.Join(separator, strings), -1);
}
