using Distributary.Engines;
using Distributary.Spark.Relations;

namespace Distributary.Spark.Engine;

/// <summary>What readers were told, done by Spark's readers.</summary>
internal static class SparkReads
{
    public static SparkRelation Load(SparkJvm jvm, JvmObject session, ReadRequest request)
    {
        using var reader = session.Invoke<JvmObject>("read");
        return new(Description(request), SparkErrors.Translate(Description(request), () => Dataset(jvm, reader, request)), isStreaming: false);
    }

    public static SparkRelation LoadStream(SparkJvm jvm, JvmObject session, ReadRequest request)
    {
        using var reader = session.Invoke<JvmObject>("readStream");
        return new(Description(request), SparkErrors.Translate(Description(request), () => Dataset(jvm, reader, request)), isStreaming: true);
    }

    // Both of Spark's readers have these methods.
    private static JvmObject Dataset(SparkJvm jvm, JvmObject reader, ReadRequest request)
    {
        foreach (var (key, value) in request.Options)
            reader.Run("option", key, value);
        if (request.Table is { } table)
            return reader.Invoke<JvmObject>("table", table);
        reader.Run("format", request.Format);
        if (request.Schema is { } schema)
            reader.Run("schema", schema.Ddl);
        if (request.Paths is [] or [_])
            return reader.Invoke<JvmObject>("load", [.. request.Paths]);
        using var paths = jvm.Strings(request.Paths);
        return reader.Invoke<JvmObject>("load", paths);
    }

    private static string Description(ReadRequest request) => request.Table ?? $"{request.Format} {string.Join(", ", request.Paths)}".TrimEnd();
}
