namespace Distributary.Spark.Engine;

/// <summary>Brings a Dataset's rows here, as JSON in which every value is exact.</summary>
internal static class RowCollector
{
    /// <summary>How many rows travel in one reply.</summary>
    private const int RowsPerReply = 1000;

    public static IReadOnlyList<Row> Collect(SparkJvm spark, JvmObject dataset)
    {
        var schema = SchemaJson.Of(dataset);
        if (schema.Fields.Count == 0)
            return [.. Enumerable.Repeat(new Row(schema), (int)dataset.Invoke<long>("count"))];

        // By place, because several columns may have one name.
        using var names = spark.Strings(schema.Fields.Select((_, i) => RowEncoding.Name(i)));
        using var named = dataset.Invoke<JvmObject>("toDF", names);
        using var columns = spark.Strings([$"to_json(struct({string.Join(", ", schema.Fields.Select((f, i) => RowEncoding.Encode(i, f.DataType)))}))"]);
        using var encoded = named.Invoke<JvmObject>("selectExpr", columns);
        using var texts = encoded.Invoke<JvmObject>("as", spark.StringEncoder);
        using var list = texts.Invoke<JvmObject>("collectAsList");
        var count = list.Invoke<int>("size");
        var rows = new List<Row>(count);
        for (var start = 0; start < count; start += RowsPerReply)
        {
            using var part = list.Invoke<JvmObject>("subList", start, Math.Min(count, start + RowsPerReply));
            rows.AddRange(spark.Join("\n", part).Split('\n').Select(json => RowDecoder.Decode(json, schema)));
        }
        return rows;
    }
}
