using System.Numerics;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class LiteralTests
{
    public static TheoryData<string, object?, string> Constants => new()
    {
        { "NULL", null, "void" },
        { "true", true, "boolean" },
        { "FALSE", false, "boolean" },
        { "1", 1, "int" },
        { "-2147483648", int.MinValue, "int" },
        { "- 1", -1, "int" },
        { "2147483648", 2147483648L, "bigint" },
        { "-9223372036854775808", long.MinValue, "bigint" },
        { "1L", 1L, "bigint" },
        { "1l", 1L, "bigint" },
        { "-32768S", short.MinValue, "smallint" },
        { "-128Y", sbyte.MinValue, "tinyint" },
        { "1e3", 1000.0, "double" },
        { "1.e-2", 0.01, "double" },
        { ".5D", 0.5, "double" },
        { "1E3d", 1000.0, "double" },
        { "1.5F", 1.5f, "float" },
        { "1e1f", 10f, "float" },
    };

    [Theory]
    [MemberData(nameof(Constants))]
    public void A_constant_has_Sparks_value_and_type(string text, object? value, string type)
    {
        var literal = Assert.IsType<Literal>(Parsed.Expression(text));
        Assert.Equal(value, literal.Value);
        Assert.Equal(type, literal.Type.CatalogString);
    }

    [Theory]
    [InlineData("1.5", 15, 1, "decimal(2,1)")]
    [InlineData("-1.50", -150, 2, "decimal(3,2)")]
    [InlineData("0.1", 1, 1, "decimal(1,1)")]
    [InlineData("5.", 5, 0, "decimal(1,0)")]
    [InlineData("007.0", 70, 1, "decimal(2,1)")]
    [InlineData("1BD", 1, 0, "decimal(1,0)")]
    [InlineData("1e3BD", 1000, 0, "decimal(4,0)")]
    [InlineData("12e-5bd", 12, 5, "decimal(5,5)")]
    [InlineData("9223372036854775808", null, 0, "decimal(19,0)")]
    public void A_decimal_keeps_its_digits(string text, int? unscaled, int scale, string type)
    {
        var literal = Assert.IsType<Literal>(Parsed.Expression(text));
        Assert.Equal(type, literal.Type.CatalogString);
        Assert.Equal(new SqlDecimal(unscaled ?? BigInteger.Parse("9223372036854775808"), scale), literal.Value);
    }

    [Theory]
    [InlineData("128Y", "INVALID_NUMERIC_LITERAL_RANGE")]
    [InlineData("99999S", "INVALID_NUMERIC_LITERAL_RANGE")]
    [InlineData("9223372036854775808L", "INVALID_NUMERIC_LITERAL_RANGE")]
    [InlineData("1e400", "INVALID_NUMERIC_LITERAL_RANGE")]
    [InlineData("3.4028235e38F", "INVALID_NUMERIC_LITERAL_RANGE")]
    [InlineData("1e38BD", "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION")]
    [InlineData("1e999999999999BD", "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION")]
    [InlineData("123456789012345678901234567890123456789", "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION")]
    [InlineData("X'1G'", "INVALID_TYPED_LITERAL")]
    [InlineData("foo 'x'", "UNSUPPORTED_TYPED_LITERAL")]
    [InlineData("`date` '2020-01-01'", "UNSUPPORTED_TYPED_LITERAL")]
    public void A_constant_out_of_range_has_Sparks_error_class(string text, string errorClass) =>
        Assert.Equal([errorClass], Parsed.Problems(text));

    [Theory]
    [InlineData("'a'", "a")]
    [InlineData("\"a'b\"", "a'b")]
    [InlineData("''", "")]
    [InlineData("'it''s'", "its")]
    [InlineData("'a' \"b\" r'c'", "abc")]
    [InlineData(@"'it\'s'", "it's")]
    [InlineData(@"'\n\t\r\b\Z'", "\n\t\r\b\u001A")]
    [InlineData(@"'\0|\\|\q'", "\0|\\|q")]
    [InlineData(@"'\101\1012'", "AA2")]
    [InlineData(@"'\200\08'", "200\08")]
    [InlineData(@"'\u0041\U0001F600\u00g'", "A\U0001F600u00g")]
    [InlineData(@"'100\% \_x'", @"100\% \_x")]
    [InlineData(@"r'a\n'", @"a\n")]
    [InlineData("R\"it's\"", "it's")]
    [InlineData("'a\nb'", "a\nb")]
    public void A_string_says_what_it_says_to_Spark(string text, string value) =>
        Assert.Equal(new Literal(value, new StringType()), Parsed.Expression(text));

    [Theory]
    [InlineData("X'1F2e'", new byte[] { 0x1F, 0x2E })]
    [InlineData("x '1'", new byte[] { 1 })]
    [InlineData("X\"\"", new byte[0])]
    public void Hexadecimal_digits_are_bytes(string text, byte[] bytes) =>
        Assert.Equal(new Literal(bytes.ToValueList(), new BinaryType()), Parsed.Expression(text));

    [Theory]
    [InlineData("DATE '2020-01-01'", "DATE", "2020-01-01")]
    [InlineData("timestamp_ntz'2020-01-01 1:00'", "TIMESTAMP_NTZ", "2020-01-01 1:00")]
    [InlineData("INTERVAL '1 day'", "INTERVAL", "1 day")]
    public void A_typed_literal_keeps_its_text(string text, string type, string value) =>
        Assert.Equal(new TypedLiteral(type, value), Parsed.Expression(text));

    public static TheoryData<string, IntervalPart[]> Intervals => new()
    {
        { "INTERVAL 1 DAY", [new("1", "DAY")] },
        { "interval 2 weeks 3.5 seconds", [new("2", "WEEK"), new("3.5", "SECOND")] },
        { "INTERVAL -1 DAY", [new("-1", "DAY")] },
        { "INTERVAL '-1' HOURS", [new("-1", "HOUR")] },
        { "INTERVAL -'-1' HOUR", [new("1", "HOUR")] },
        { "INTERVAL '1-2' YEAR TO MONTH", [new("1-2", "YEAR", "MONTH")] },
        { "INTERVAL -'1 2:3' DAY TO MINUTE", [new("-1 2:3", "DAY", "MINUTE")] },
    };

    [Theory]
    [MemberData(nameof(Intervals))]
    public void An_interval_has_a_value_for_each_unit(string text, IntervalPart[] parts) =>
        Assert.Equal(new IntervalLiteral(parts.ToValueList()), Parsed.Expression(text));

    [Theory]
    [InlineData("INTERVAL 1", "PARSE_SYNTAX_ERROR")]
    [InlineData("INTERVAL 1 YEAR TO MONTH", "_LEGACY_ERROR_TEMP_0027")]
    [InlineData("INTERVAL 1 DAY '1:2' HOUR TO MINUTE", "_LEGACY_ERROR_TEMP_0024")]
    public void An_interval_that_Spark_refuses_is_refused(string text, string errorClass) =>
        Assert.Equal(errorClass, Parsed.Problems(text).First());
}
