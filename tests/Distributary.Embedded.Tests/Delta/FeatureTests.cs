using Distributary.Embedded.Delta;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

/// <summary>Table features are known by name, apart for reading and writing.</summary>
public sealed class FeatureTests
{
    private const string Plain = """{"type":"struct","fields":[{"name":"id","type":"integer","nullable":true,"metadata":{}}]}""";

    [Fact]
    public void A_feature_that_readers_must_know_and_we_dont_is_named()
    {
        using var table = Table("""{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["starGates"],"writerFeatures":["starGates"]}""");

        Assert.Equal("starGates", Assert.Throws<DeltaFeatureException>(() => table.Rows()).Feature);
        Assert.Equal("starGates", Assert.Throws<DeltaFeatureException>(() => table.Write("id int", "SELECT 1 AS id")).Feature);
    }

    [Fact]
    public void A_feature_that_only_writers_must_know_doesnt_hinder_reading()
    {
        using var table = Table("""{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["starGates"]}""");

        Assert.Empty(table.Rows());
        var error = Assert.Throws<DeltaFeatureException>(() => table.Write("id int", "SELECT 1 AS id"));
        Assert.Contains("can't be written, because of the table feature 'starGates'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"minReaderVersion":4,"minWriterVersion":7}""", "read")]
    [InlineData("""{"minReaderVersion":1,"minWriterVersion":8}""", "written")]
    public void A_protocol_of_the_future_is_refused(string protocol, string operation)
    {
        using var table = Table(protocol);

        Assert.Contains($"can't be {operation}", Assert.Throws<DeltaFeatureException>(() => operation == "read" ? table.Rows().Count : table.Write("id int", "SELECT 1 AS id").GetHashCode()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delta.generationExpression", "generatedColumns")]
    [InlineData("delta.invariants", "invariants")]
    [InlineData("delta.identity.start", "identityColumns")]
    public void Columns_with_rules_that_we_cant_keep_arent_written(string key, string feature)
    {
        using var table = Table("""{"minReaderVersion":1,"minWriterVersion":6}""", Plain.Replace("\"metadata\":{}", $"\"metadata\":{{\"{key}\":\"x\"}}", StringComparison.Ordinal));

        Assert.Empty(table.Rows());
        var error = Assert.Throws<DeltaFeatureException>(() => table.Write("id int", "SELECT 1 AS id"));
        Assert.Equal(feature, error.Feature);
        Assert.Contains("'id'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_are_on_but_unused_dont_hinder()
    {
        using var table = Table("""{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors","columnMapping","v2Checkpoint"],"writerFeatures":["deletionVectors","columnMapping","v2Checkpoint","appendOnly","invariants","checkConstraints","changeDataFeed","generatedColumns","identityColumns","inCommitTimestamp","domainMetadata"]}""");

        table.Write("id int", "SELECT 1 AS id");

        Assert.Equal(["{id: 1}"], table.Rows());
    }

    [Fact]
    public void A_merged_column_that_needs_a_feature_is_refused()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");
        var schema = new StructType(new StructField("id", new IntegerType()), new("at", new TimestampNTZType()));

        Assert.Equal("timestampNtz", Assert.Throws<DeltaFeatureException>(() => table.Write(schema, "SELECT 1 AS id, NULL AS at", r => r with { MergeSchema = true })).Feature);
    }

    [Fact]
    public void Columns_without_a_type_are_read_as_null_and_written_not_at_all()
    {
        using var table = Table("""{"minReaderVersion":1,"minWriterVersion":2}""", Plain.Replace("]}", """,{"name":"nothing","type":"void","nullable":true,"metadata":{}}]}""", StringComparison.Ordinal));

        table.Write(new StructType(new StructField("id", new IntegerType()), new("nothing", new NullType())), "SELECT 1 AS id, NULL AS nothing");

        Assert.Equal(["{id: 1, nothing: NULL}"], table.Rows());
    }

    [Fact]
    public void A_table_for_appending_only_isnt_overwritten()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id", r => r with { Configuration = new Dictionary<string, string> { ["delta.appendOnly"] = "true" } });

        Assert.Equal("appendOnly", Assert.Throws<DeltaFeatureException>(() => table.Write("id int", "SELECT 2 AS id", r => r with { Mode = DeltaWriteMode.Overwrite })).Feature);
    }

    private static TestTable Table(string protocol, string schema = Plain)
    {
        var table = new TestTable();
        Directory.CreateDirectory(table.LogFile(""));
        File.WriteAllText(table.CommitFile(0), $$$"""
            {"protocol":{{{protocol}}} }
            {"metaData":{"id":"x","format":{"provider":"parquet","options":{}},"schemaString":{{{System.Text.Json.JsonSerializer.Serialize(schema)}}},"partitionColumns":[],"configuration":{} } }
            """);
        return table;
    }
}
