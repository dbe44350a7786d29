using Distributary.Spark.Tests.Support;
using Distributary.Types;
using static Distributary.Functions;

namespace Distributary.Spark.Tests.Frames;

/// <summary>Rows come back exactly as Spark has them.</summary>
public sealed class CollectTests(Drivers drivers)
{
    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Every_type_comes_back_exactly(string version)
    {
        var row = drivers.Session(version).Sql(
            """
            SELECT true AS bool, -128Y AS byte, -32768S AS short, -2147483648 AS int, -9223372036854775807L AS long,
                CAST('NaN' AS FLOAT) AS nan, CAST('-Infinity' AS DOUBLE) AS infinity, CAST(0.1 AS FLOAT) AS float, 1.7976931348623157E308D AS double, -0.0D AS zero,
                CAST('1234567890.123456789012345678' AS DECIMAL(38,18)) AS decimal, CAST(0 AS DECIMAL(38,18)) AS nothing, CAST('1.50' AS DECIMAL(4,2)) AS scaled,
                'ü 😀 "q" \\ \n\t\u0001' AS string, X'00FF10' AS binary, X'' AS empty,
                DATE'0001-01-01' AS first, DATE'9999-12-31' AS last, TIMESTAMP'1969-12-31T23:59:59.999999Z' AS before, TIMESTAMP'9999-12-31T23:59:59.999999Z' AS late,
                TIMESTAMP_NTZ'2024-03-31T02:30:00.000001' AS ntz, NULL AS null,
                array(1.5BD, NULL) AS decimals, array(DATE'2024-02-29', NULL) AS dates, array() AS none,
                map(DATE'2024-02-29', TIMESTAMP'2024-02-29T00:00:00Z') AS days, map('a', NULL) AS nulls, map(named_struct('k', 1), array(X'01')) AS structs,
                named_struct('x y', X'02', 'inner', named_struct('d', 2.5BD, 'n', CAST(NULL AS INT))) AS nested, CAST(NULL AS STRUCT<a: DATE>) AS missing,
                INTERVAL '1-2' YEAR TO MONTH AS interval
            """).First()!;

        Assert.Equal([true, (sbyte)-128, (short)-32768, int.MinValue, -9223372036854775807L, float.NaN, double.NegativeInfinity, 0.1f, double.MaxValue], row.Values.Take(9));
        Assert.True(double.IsNegative(row.GetAs<double>("zero")));
        Assert.Equal(1234567890.123456789012345678m, row["decimal"]);
        Assert.Equal("0.000000000000000000", row.GetAs<decimal>("nothing").ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("1.50", row.GetAs<decimal>("scaled").ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("ü 😀 \"q\" \\ \n\t\u0001", row["string"]);
        Assert.Equal(new byte[] { 0, 255, 16 }, row["binary"]);
        Assert.Equal(System.Array.Empty<byte>(), row["empty"]);
        Assert.Equal((DateOnly.MinValue, DateOnly.MaxValue), (row["first"], row["last"]));
        Assert.Equal(DateTime.UnixEpoch.AddMicroseconds(-1), row["before"]);
        Assert.Equal(DateTimeKind.Utc, row.GetAs<DateTime>("before").Kind);
        Assert.Equal(new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Utc).AddMicroseconds(999_999), row["late"]);
        Assert.Equal(new DateTime(2024, 3, 31, 2, 30, 0).AddMicroseconds(1), row["ntz"]);
        Assert.Equal(DateTimeKind.Unspecified, row.GetAs<DateTime>("ntz").Kind);
        Assert.Null(row["null"]);
        Assert.Equal([1.5m, null], row.GetAs<List<object?>>("decimals"));
        Assert.Equal([new DateOnly(2024, 2, 29), null], row.GetAs<List<object?>>("dates"));
        Assert.Empty(row.GetAs<List<object?>>("none"));
        Assert.Equal(new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc), row.GetAs<Dictionary<object, object?>>("days")[new DateOnly(2024, 2, 29)]);
        Assert.Null(row.GetAs<Dictionary<object, object?>>("nulls")["a"]);
        var (key, value) = Assert.Single(row.GetAs<Dictionary<object, object?>>("structs"));
        Assert.Equal(1, Assert.IsType<Row>(key)["k"]);
        Assert.Equal(new byte[] { 1 }, Assert.Single(Assert.IsType<List<object?>>(value)));
        var nested = row.GetAs<Row>("nested");
        Assert.Equal(new byte[] { 2 }, nested["x y"]);
        Assert.Equal([2.5m, null], nested.GetAs<Row>("inner").Values);
        Assert.Null(row["missing"]);
        Assert.Contains("1-2", row.GetAs<string>("interval"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Columns_of_one_name_and_frames_without_columns_come_back(string version)
    {
        var spark = drivers.Session(version);
        Assert.Equal([1, "b", 3], spark.Sql("SELECT 1 AS a, 'b' AS a, 3 AS A").First()!.Values);
        Assert.Equal(2, spark.Sql("SELECT 1 AS a UNION ALL SELECT 2").Drop("a").Collect().Count);
        Assert.Empty(spark.Sql("SELECT 1 AS a WHERE false").Collect());
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void What_NET_cannot_hold_is_refused_by_name(string version)
    {
        var spark = drivers.Session(version);
        Assert.Contains("Select it as a string", Assert.Throws<OverflowException>(() => spark.Sql("SELECT make_date(12000, 1, 1)").Collect()).Message, StringComparison.Ordinal);
        Assert.Contains("Select it as a string", Assert.Throws<OverflowException>(() => spark.Sql("SELECT CAST('12345678901234567890123456789012345678' AS DECIMAL(38,0))").Collect()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_rows_come_in_order()
    {
        var rows = drivers.Session(Drivers.Newest).Sql("SELECT id, repeat('x', 100) AS text FROM range(10001)").OrderBy(Col("id").Desc()).Collect();
        Assert.Equal(Enumerable.Range(0, 10001).Select(i => 10000L - i), rows.Select(r => r.GetAs<long>(0)));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Rows_of_the_program_come_back_as_they_went(string version)
    {
        var inner = new StructType(new StructField("a", new IntegerType()), new StructField("b", new DateType()));
        var schema = new StructType(
            new StructField("s p", new StringType()), new StructField("d", new DecimalType(10, 2)), new StructField("b", new BinaryType()), new StructField("t", new TimestampType()),
            new StructField("l", new ArrayType(new LongType())), new StructField("m", new MapType(new StringType(), new DoubleType())), new StructField("r", inner));
        object?[] values = ["it's\n\u001f", 1.50m, new byte[] { 1, 2 }, new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), new List<object?> { 1L, null }, new Dictionary<object, object?> { ["k"] = 0.5 }, new Row(inner, 7, null)];
        var frame = drivers.Session(version).CreateDataFrame([values, new object?[7]], schema);
        Assert.Equal(schema.Fields.Select(f => (f.Name, f.DataType.CatalogString)), frame.Schema().Fields.Select(f => (f.Name, f.DataType.CatalogString)));
        var rows = frame.Collect();
        Assert.Equal(new Row(schema, values).ToString(), rows[0].ToString());
        Assert.All(rows[1].Values, Assert.Null);
        Assert.Empty(drivers.Session(version).CreateDataFrame([], schema).Collect());
    }
}
