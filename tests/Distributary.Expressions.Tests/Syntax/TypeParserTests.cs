using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class TypeParserTests
{
    [Theory]
    [InlineData("int", "int")]
    [InlineData("INTEGER", "int")]
    [InlineData("long", "bigint")]
    [InlineData("real", "float")]
    [InlineData("byte", "tinyint")]
    [InlineData("decimal", "decimal(10,0)")]
    [InlineData("dec(3)", "decimal(3,0)")]
    [InlineData("numeric(38 , 38)", "decimal(38,38)")]
    [InlineData("varchar(10)", "string")]
    [InlineData("string collate utf8_binary", "string")]
    [InlineData("timestamp_ltz", "timestamp")]
    [InlineData("timestamp_ntz", "timestamp_ntz")]
    [InlineData("interval", "interval")]
    [InlineData("interval day", "interval day")]
    [InlineData("interval year to month", "interval year to month")]
    [InlineData("interval hour to second", "interval hour to second")]
    [InlineData("array<map<string,array<int>>>", "array<map<string,array<int>>>")]
    [InlineData("struct<>", "struct<>")]
    [InlineData("struct<a: int, b string>", "struct<a:int,b:string>")]
    [InlineData("void", "void")]
    public void A_type_is_Sparks(string text, string catalogString) =>
        Assert.Equal(catalogString, SqlParser.ParseDataType(text).CatalogString);

    [Theory]
    [InlineData("text", "UNSUPPORTED_DATATYPE")]
    [InlineData("`int`", "UNSUPPORTED_DATATYPE")]
    [InlineData("int(3)", "UNSUPPORTED_DATATYPE")]
    [InlineData("variant", "UNSUPPORTED_DATATYPE")]
    [InlineData("char", "DATATYPE_MISSING_SIZE")]
    [InlineData("array", "INCOMPLETE_TYPE_DEFINITION.ARRAY")]
    [InlineData("decimal(39)", "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION")]
    [InlineData("decimal(5,10)", "_LEGACY_ERROR_TEMP_1228")]
    [InlineData("map<int>", "PARSE_SYNTAX_ERROR")]
    [InlineData("int not null", "PARSE_SYNTAX_ERROR")]
    [InlineData("interval day to day", "PARSE_SYNTAX_ERROR")]
    [InlineData("interval second to hour", "INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION")]
    [InlineData("", "PARSE_SYNTAX_ERROR")]
    public void A_type_that_Spark_refuses_is_refused(string text, string errorClass) =>
        Assert.Equal(errorClass, Assert.Throws<SqlExpressionException>(() => SqlParser.ParseDataType(text)).ErrorClass);

    [Fact]
    public void A_schema_has_names_types_nullability_and_comments() =>
        Assert.Equal(
            new StructType(
                new StructField("a", new IntegerType(), Nullable: false),
                new StructField("b c", new StringType()) { Comment = "it's" },
                new StructField("d", new StructType(new StructField("e", new DateType(), Nullable: false) { Comment = "x" }))),
            SqlParser.ParseSchema(@"a INT NOT NULL, `b c` STRING COMMENT 'it\'s', d STRUCT<e: DATE NOT NULL COMMENT 'x'>"));

    [Theory]
    [InlineData("a: int", "PARSE_SYNTAX_ERROR")]
    [InlineData("a int,", "PARSE_SYNTAX_ERROR")]
    [InlineData("a int b int", "PARSE_SYNTAX_ERROR")]
    [InlineData("a int default 1", "PARSE_SYNTAX_ERROR")]
    [InlineData("a-b int", "INVALID_IDENTIFIER")]
    [InlineData("a char(3)", "UNSUPPORTED_CHAR_OR_VARCHAR_AS_STRING")]
    public void A_schema_that_Spark_refuses_is_refused(string text, string errorClass) =>
        Assert.Equal(errorClass, Assert.Throws<SqlExpressionException>(() => SqlParser.ParseSchema(text)).ErrorClass);

    [Fact]
    public void All_problems_of_a_schema_are_told()
    {
        var problem = Assert.Throws<SqlExpressionException>(() => SqlParser.ParseSchema("a foo, b, c array<bar>, d decimal(50)"));
        Assert.Equal(4, problem.Diagnostics.Count);
        Assert.All(problem.Diagnostics, d => Assert.NotEqual("", d.Message));
    }

    [Theory]
    [InlineData("a INT NOT NULL, b STRING COMMENT 'x\\ny'")]
    [InlineData("`a b` STRUCT<`c d`: DECIMAL(3,1), e: INTERVAL DAY TO SECOND>")]
    public void A_schemas_text_parses_to_the_schema(string text)
    {
        var schema = SqlParser.ParseSchema(text);
        Assert.Equal(schema, SqlParser.ParseDataType(schema.Sql));
    }
}
