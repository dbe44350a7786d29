using Distributary.Embedded.Delta;
using Distributary.Testing;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

/// <summary>Our tables in real Sparks, and theirs here.</summary>
public sealed class SparkTests(SparkVersions sparks) : IClassFixture<SparkVersions>
{
    private const string AllTypesSql = """
        SELECT i::INTEGER AS i, (i * 10000000000)::BIGINT AS l, i::SMALLINT AS sh, i::TINYINT AS b, i % 2 = 0 AS bo, 'ä €😀 ' || i AS s, (i * 1.25)::FLOAT AS f, (i / 3.0)::DOUBLE AS d,
          (i * 12345678.91)::DECIMAL(12, 2) AS d12, ('12345678901234567890123456789012345.' || lpad(i::VARCHAR, 3, '0'))::DECIMAL(38, 3) AS d38, (i * 0.01)::DECIMAL(4, 2) AS d4,
          DATE '2024-02-28' + i::INTEGER AS da, TIMESTAMPTZ '2024-02-28 23:59:59.999999+00' + to_days(i::INTEGER) AS ts, encode('x' || i) AS bi,
          CASE WHEN i = 1 THEN NULL ELSE [i, NULL, 3] END::INTEGER[] AS a, MAP {'k' || i: i, 'n': NULL}::MAP(VARCHAR, BIGINT) AS m, {'x': i, "inner": {'y': ['a' || i]}}::STRUCT(x INTEGER, "inner" STRUCT(y VARCHAR[])) AS st,
          CASE WHEN i > 0 THEN i END::INTEGER AS nu
        FROM range(4) t(i)
        """;

    private static readonly StructType AllTypes = new(
        new StructField("i", new IntegerType()), new("l", new LongType()), new("sh", new ShortType()), new("b", new ByteType()), new("bo", new BooleanType()), new("s", new StringType()),
        new("f", new FloatType()), new("d", new DoubleType()), new("d12", new DecimalType(12, 2)), new("d38", new DecimalType(38, 3)), new("d4", new DecimalType(4, 2)),
        new("da", new DateType()), new("ts", new TimestampType()), new("bi", new BinaryType()), new("a", new ArrayType(new IntegerType())), new("m", new MapType(new StringType(), new LongType())),
        new("st", new StructType(new StructField("x", new IntegerType()), new StructField("inner", new StructType(new StructField("y", new ArrayType(new StringType())))))),
        new("nu", new IntegerType()));

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Spark_reads_every_type_that_we_write(string version)
    {
        var spark = sparks.Get(version);
        using var table = new TestTable();
        table.Write(AllTypes, AllTypesSql);

        Assert.Equal(SchemaJson.Write(AllTypes), spark.Schema($"SELECT * FROM delta.`{table.FolderPath}`"));
        Assert.Equal(
            [
                """{"i":0,"l":0,"sh":0,"b":0,"bo":true,"s":"ä €😀 0","f":0.0,"d":0.0,"d12":0.00,"d38":12345678901234567890123456789012345.000,"d4":0.00,"da":"2024-02-28","ts":"2024-02-28T23:59:59.999Z","bi":"eDA=","a":[0,null,3],"m":{"k0":0,"n":null},"st":{"x":0,"inner":{"y":["a0"]}}}""",
                """{"i":1,"l":10000000000,"sh":1,"b":1,"bo":false,"s":"ä €😀 1","f":1.25,"d":0.3333333333333333,"d12":12345678.91,"d38":12345678901234567890123456789012345.001,"d4":0.01,"da":"2024-02-29","ts":"2024-02-29T23:59:59.999Z","bi":"eDE=","m":{"k1":1,"n":null},"st":{"x":1,"inner":{"y":["a1"]}},"nu":1}""",
            ],
            spark.Run($"SELECT * FROM delta.`{table.FolderPath}` WHERE i < 2 ORDER BY i"));
        Assert.Equal(["""{"c":4}"""], spark.Run($"SELECT count(*) AS c FROM delta.`{table.FolderPath}` WHERE ts > timestamp'2024-02-28 23:59:59.999998' AND s >= 'ä' AND d38 > 1 AND st.x >= 0"));

        spark.Run($"INSERT INTO delta.`{table.FolderPath}` SELECT * FROM delta.`{table.FolderPath}`");

        Assert.Equal(8, table.Rows().Count);
        Assert.Equal(table.Rows().Distinct().Order(StringComparer.Ordinal), table.Query(AllTypesSql).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Both_append_in_turn_over_checkpoints_of_both(string version)
    {
        var spark = sparks.Get(version);
        using var table = new TestTable();
        var interval = new Dictionary<string, string> { ["delta.checkpointInterval"] = "5" };
        using (var checkpointer = new Checkpointer(e => Assert.Fail(e.ToString())))
        {
            for (var i = 0; i <= 5; i++)
                table.Write(TestTable.Schema("id int, t timestamp"), $"SELECT {i} AS id, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS t", r => r with { Transaction = ("ours", i), Configuration = interval }, checkpointer);
        }
        Assert.True(File.Exists(table.LogFile(LogFiles.Checkpoint(5))));
        // Spark must go by our checkpoint now.
        for (var i = 0; i < 5; i++)
            File.Delete(table.CommitFile(i));
        Assert.Equal(["""{"c":6,"m":5}"""], spark.Run($"SELECT count(*) AS c, max(id) AS m FROM delta.`{table.FolderPath}`"));

        for (var i = 6; i <= 10; i++)
            spark.Run($"INSERT INTO delta.`{table.FolderPath}` VALUES ({i}, timestamp'2024-01-01 00:00:00')");
        Assert.True(File.Exists(table.LogFile(LogFiles.Checkpoint(10))));
        for (var i = 5; i < 10; i++)
            File.Delete(table.CommitFile(i));
        table.Reopen();

        Assert.Equal(Enumerable.Range(0, 11).Select(i => $"{{id: {i}, t: 2024-01-01 00:00:00+00}}").Order(StringComparer.Ordinal), table.Rows());
        Assert.IsType<CommitOutcome.AlreadyCommitted>(table.Write("id int, t timestamp", "SELECT 1 AS id, now() AS t", r => r with { Transaction = ("ours", 5) }));
        Assert.Equal(11, Assert.IsType<CommitOutcome.Committed>(table.Write("id int, t timestamp", "SELECT 99 AS id, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS t", r => r with { Transaction = ("ours", 6) })).Version);
        Assert.Equal(["""{"c":12,"m":99}"""], spark.Run($"SELECT count(*) AS c, max(id) AS m FROM delta.`{table.FolderPath}`"));
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void We_read_what_Spark_wrote_partitioned_and_evolved(string version)
    {
        var spark = sparks.Get(version);
        using var table = new TestTable();
        var path = table.FolderPath;
        spark.Run($"CREATE TABLE delta.`{path}` (id int, day date, city string, at timestamp) USING delta PARTITIONED BY (day, city)");
        spark.Run($"INSERT INTO delta.`{path}` VALUES (1, date'2024-01-01', 'São Paulo / 100%=x', timestamp'2024-01-01 01:02:03.456789'), (2, date'2024-01-02', NULL, NULL), (3, NULL, 'a b', timestamp'1900-01-01 00:00:00')");
        spark.Run($"ALTER TABLE delta.`{path}` ADD COLUMNS (extra struct<a: int, b: array<string>>)");
        spark.Run($"INSERT INTO delta.`{path}` VALUES (4, date'2024-01-01', 'x', NULL, named_struct('a', 1, 'b', array('q')))");
        string[] expected =
        [
            "{id: 1, day: 2024-01-01, city: São Paulo / 100%=x, at: 2024-01-01 01:02:03.456789+00, extra: NULL}",
            "{id: 2, day: 2024-01-02, city: NULL, at: NULL, extra: NULL}",
            "{id: 3, day: NULL, city: a b, at: 1900-01-01 00:00:00+00, extra: NULL}",
            "{id: 4, day: 2024-01-01, city: x, at: NULL, extra: {a: 1, b: [q]}}",
        ];

        Assert.Equal(expected, table.Rows());

        table.Write("id int, day date, city string, at timestamp", "SELECT 5 AS id, DATE '2024-01-01' AS day, 'ü ?%/' AS city, NULL AS at");
        Assert.Equal(["""{"id":5,"city":"ü ?%/"}"""], spark.Run($"SELECT id, city FROM delta.`{path}` WHERE day = date'2024-01-01' AND city LIKE 'ü%'"));
        Assert.Equal(["""{"c":5}"""], spark.Run($"SELECT count(*) AS c FROM delta.`{path}`"));
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Spark_reads_our_partitions(string version)
    {
        var spark = sparks.Get(version);
        using var table = new TestTable();
        table.Write(
            "id int, day date, at timestamp, price decimal, ok boolean, weight double",
            "SELECT i::INTEGER AS id, DATE '2024-01-01' + i::INTEGER AS day, TIMESTAMPTZ '2024-01-01 00:00:00.000001+00' AS at, 1.5 AS price, i = 0 AS ok, i * 1e10 AS weight FROM range(2) t(i) UNION ALL SELECT 2, NULL, NULL, NULL, NULL, NULL",
            r => r with { PartitionBy = ["day", "at", "price", "ok", "weight"] });

        Assert.Equal(
            [
                """{"id":0,"day":"2024-01-01","at":"2024-01-01T00:00:00.000Z","price":1.50,"ok":true,"weight":0.0,"us":1704067200000001}""",
                """{"id":1,"day":"2024-01-02","at":"2024-01-01T00:00:00.000Z","price":1.50,"ok":false,"weight":1.0E10,"us":1704067200000001}""",
                """{"id":2}""",
            ],
            spark.Run($"SELECT *, unix_micros(at) AS us FROM delta.`{table.FolderPath}` ORDER BY id"));
        spark.Run($"INSERT INTO delta.`{table.FolderPath}` SELECT id + 10, day, at, price, ok, weight FROM delta.`{table.FolderPath}`");
        Assert.Equal(
            table.Query($"SELECT day, \"at\", price, ok, weight FROM {DeltaScan.From(table.Reopen().Update()!)} WHERE id < 10").Order(StringComparer.Ordinal),
            table.Query($"SELECT day, \"at\", price, ok, weight FROM {DeltaScan.From(table.Log.Update()!)} WHERE id >= 10").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Features_that_Spark_turns_on_are_read_or_refused(string version)
    {
        var spark = sparks.Get(version);
        using var vectors = new TestTable();
        spark.Run($"CREATE TABLE delta.`{vectors.FolderPath}` (id int) USING delta TBLPROPERTIES (delta.enableDeletionVectors = true)");
        spark.Run($"INSERT INTO delta.`{vectors.FolderPath}` SELECT /*+ COALESCE(1) */ id FROM range(10)");
        Assert.Equal(10, vectors.Rows().Count);
        spark.Run($"DELETE FROM delta.`{vectors.FolderPath}` WHERE id = 3");
        Assert.Equal("deletionVectors", Assert.Throws<DeltaFeatureException>(() => vectors.Rows()).Feature);
        vectors.Write("id int", "SELECT 99 AS id");
        Assert.Equal(["""{"c":10,"m":99}"""], spark.Run($"SELECT count(*) AS c, max(id) AS m FROM delta.`{vectors.FolderPath}`"));

        using var mapped = new TestTable();
        spark.Run($"CREATE TABLE delta.`{mapped.FolderPath}` (id int) USING delta TBLPROPERTIES (delta.columnMapping.mode = 'name')");
        Assert.Equal("columnMapping", Assert.Throws<DeltaFeatureException>(() => mapped.Rows()).Feature);
        Assert.Equal("columnMapping", Assert.Throws<DeltaFeatureException>(() => mapped.Write("id int", "SELECT 1 AS id")).Feature);

        using var rows = new TestTable();
        spark.Run($"CREATE TABLE delta.`{rows.FolderPath}` (id int) USING delta TBLPROPERTIES (delta.enableRowTracking = true)");
        Assert.Empty(rows.Rows());
        Assert.Equal("rowTracking", Assert.Throws<DeltaFeatureException>(() => rows.Write("id int", "SELECT 1 AS id")).Feature);

        using var checkpoints = new TestTable();
        spark.Run($"CREATE TABLE delta.`{checkpoints.FolderPath}` (id int, n timestamp_ntz) USING delta TBLPROPERTIES (delta.checkpointPolicy = 'v2', delta.checkpointInterval = 2)");
        for (var i = 1; i <= 4; i++)
            spark.Run($"INSERT INTO delta.`{checkpoints.FolderPath}` VALUES ({i}, timestamp_ntz'2024-01-01 01:02:03.456789')");
        for (var i = 0; i < 4; i++)
            File.Delete(checkpoints.CommitFile(i));
        Assert.Equal(4, checkpoints.Rows().Count);
        var schema = new StructType(new StructField("id", new IntegerType()), new StructField("n", new TimestampNTZType()));
        checkpoints.Write(schema, "SELECT 5 AS id, TIMESTAMP '2024-01-01 01:02:03.456789' AS n");
        Assert.Equal(["""{"c":5,"d":1}"""], spark.Run($"SELECT count(*) AS c, count(DISTINCT n) AS d FROM delta.`{checkpoints.FolderPath}`"));

        using var ntz = new TestTable();
        ntz.Write(schema, "SELECT 5 AS id, TIMESTAMP '2024-01-01 01:02:03.456789' AS n");
        Assert.Equal(SchemaJson.Write(schema), spark.Schema($"SELECT * FROM delta.`{ntz.FolderPath}`"));
        Assert.Equal(["""{"id":5}"""], spark.Run($"SELECT id FROM delta.`{ntz.FolderPath}` WHERE n = timestamp_ntz'2024-01-01 01:02:03.456789'"));

        using var check = new TestTable();
        spark.Run($"CREATE TABLE delta.`{check.FolderPath}` (id int) USING delta");
        spark.Run($"ALTER TABLE delta.`{check.FolderPath}` ADD CONSTRAINT positive CHECK (id > 0)");
        Assert.Contains("positive", Assert.Throws<DeltaFeatureException>(() => check.Write("id int", "SELECT -1 AS id")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Limits_that_Spark_put_on_columns_are_kept(string version)
    {
        var spark = sparks.Get(version);
        using var table = new TestTable();
        spark.Run($"CREATE TABLE delta.`{table.FolderPath}` (id int NOT NULL, c char(3), v varchar(3)) USING delta");
        table.Write("id int, c string, v string", "SELECT 1 AS id, 'a' AS c, 'abc  ' AS v");

        Assert.Contains("NOT NULL", Assert.ThrowsAny<Exception>(() => table.Write("id int", "SELECT NULL AS id")).Message, StringComparison.Ordinal);
        Assert.Contains("varchar(3)", Assert.ThrowsAny<Exception>(() => table.Write("id int, v string", "SELECT 1 AS id, 'abcd' AS v")).Message, StringComparison.Ordinal);
        Assert.Contains("char(3)", Assert.ThrowsAny<Exception>(() => table.Write("id int, c string", "SELECT 1 AS id, 'abcd' AS c")).Message, StringComparison.Ordinal);
        Assert.Equal(["""{"id":1,"c":"a  ","v":"abc"}"""], spark.Run($"SELECT * FROM delta.`{table.FolderPath}`"));
    }
}
