using System.Globalization;
using Distributary.Embedded.Functions;
using Distributary.Embedded.Functions.Numbers;
using DuckDB.NET.Data;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Distributary.Embedded.Tests.Functions;

public sealed class SparkFunctionsTests : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    public SparkFunctionsTests()
    {
        connection.Open();
        SparkFunctions.Register(connection);
    }

    [Property]
    public bool A_double_in_Javas_text_reads_back_as_the_same_number(double value) =>
        double.IsNaN(value) || double.IsInfinity(value) || double.Parse(JavaFloatText.Write(value), CultureInfo.InvariantCulture).Equals(value);

    [Property]
    public bool A_float_in_Javas_text_reads_back_as_the_same_number(float value) =>
        float.IsNaN(value) || float.IsInfinity(value) || float.Parse(JavaFloatText.Write(value), CultureInfo.InvariantCulture).Equals(value);

    [Theory]
    [InlineData(2.0E-3, "0.002")]
    [InlineData(9.999999E6, "9999999.0")]
    [InlineData(1.0E7, "1.0E7")]
    [InlineData(2.0E-323, "2.0E-323")]
    [InlineData(2.2250738585072014E-308, "2.2250738585072014E-308")]
    [InlineData(4.611686018427388E18, "4.6116860184273879E18")]
    public void A_double_has_the_digits_that_Java_17_writes(double value, string text) => Assert.Equal(text, JavaFloatText.Write(value));

    [Property]
    public bool A_logarithm_is_within_a_rounding_of_the_C_librarys(NormalFloat value)
    {
        var x = Math.Abs(value.Get) + double.Epsilon;
        return Math.Abs(StrictLogarithms.Log(x) - Math.Log(x)) <= Math.Abs(Math.Log(x)) * 1e-15;
    }

    [Fact]
    public void A_second_connection_of_the_database_sees_the_functions()
    {
        using var second = connection.Duplicate();
        second.Open();
        Assert.Equal("1.0E10", Query(second, "SELECT spark_double_text(1e10)"));
    }

    [Fact]
    public void A_row_that_is_null_stays_null_among_others() =>
        Assert.Equal("a|NULL|A", Query(connection, "SELECT string_agg(coalesce(t, 'NULL'), '|' ORDER BY i) FROM (SELECT i, spark_chr(n) AS t FROM (VALUES (1, 97::BIGINT), (2, NULL), (3, 65)) v(i, n))"));

    [Fact]
    public void A_constant_inside_of_a_struct_is_read_in_every_row() =>
        Assert.Equal(2L, QueryLong("SELECT count(DISTINCT h) FROM (SELECT spark_xxhash64({'a': 7, 'b': i % 2}) AS h FROM range(5000) t(i))"));

    [Fact]
    public void A_filtered_list_is_read_where_its_rows_went() =>
        Assert.Equal(0L, QueryLong("SELECT count(*) FROM (SELECT i, spark_xxhash64([i, i + 1]) AS a, spark_xxhash64(list_transform([i], lambda x: x), [i + 1]) AS b FROM range(10000) t(i) WHERE i % 3 = 0) WHERE a <> b"));

    [Theory]
    [InlineData("SELECT spark_to_int('x')", "CAST_INVALID_INPUT")]
    [InlineData("SELECT 2147483647::INTEGER + 1::INTEGER", "ARITHMETIC_OVERFLOW")]
    [InlineData("SELECT 127::TINYINT + 1::TINYINT", "BINARY_ARITHMETIC_OVERFLOW")]
    [InlineData("SELECT CAST(300::INTEGER AS TINYINT)", "CAST_OVERFLOW")]
    [InlineData("SELECT map(['a', NULL], [1, 2])", "NULL_MAP_KEY")]
    [InlineData("SELECT map(['a', 'a'], [1, 2])", "DUPLICATED_MAP_KEY")]
    [InlineData("SELECT error('[DIVIDE_BY_ZERO] x')", "DIVIDE_BY_ZERO")]
    public void A_failure_carries_Sparks_error_class(string sql, string errorClass)
    {
        var failure = Assert.Throws<DuckDBException>(() => Query(connection, sql));
        Assert.Equal(errorClass, SparkErrors.ClassOf(failure));
    }

    [Fact]
    public void A_failure_of_DuckDBs_own_has_no_class() =>
        Assert.Null(SparkErrors.ClassOf(Assert.Throws<DuckDBException>(() => Query(connection, "SELECT nothing FROM nowhere"))));

    public void Dispose() => connection.Dispose();

    private static string? Query(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private long QueryLong(string sql) => long.Parse(Query(connection, sql)!, CultureInfo.InvariantCulture);
}
