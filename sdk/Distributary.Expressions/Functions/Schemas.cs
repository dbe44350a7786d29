using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Reads schema and option arguments.</summary>
internal static class Schemas
{
    /// <summary>The type that a constant text names; null, with a problem kept, where it names none.</summary>
    public static DataType? Type(CallSite call, int index)
    {
        if (Text(call, index) is not { } text)
            return null;
        try
        {
            return SqlParser.ParseDataType(text);
        }
        catch (SqlExpressionException)
        {
            call.Context.Fail("PARSE_SYNTAX_ERROR", $"'{text}' is no type.", call.Syntax.Arguments[index].Span);
            return null;
        }
    }

    /// <summary>The type or the fields that a constant text describes; null, with a problem kept, where it describes none.</summary>
    public static DataType? Schema(CallSite call, int index)
    {
        if (call.Arguments[index] is BoundCall { Function: "schema_of_json" or "schema_of_csv" or "schema_of_xml" })
        {
            call.Context.Fail("INVALID_SCHEMA.NON_STRING_LITERAL", "Which schema a sample has is known only to Spark: write the schema as text.", call.Syntax.Arguments[index].Span);
            return null;
        }
        if (Text(call, index) is not { } text)
            return null;
        try
        {
            return SqlParser.ParseDataType(text);
        }
        catch (SqlExpressionException)
        {
            try
            {
                return SqlParser.ParseSchema(text);
            }
            catch (SqlExpressionException problem)
            {
                call.Context.Fail("PARSE_SYNTAX_ERROR", $"'{text}' is no schema: {problem.Diagnostics[0].Message}", call.Syntax.Arguments[index].Span);
                return null;
            }
        }
    }

    /// <summary>Whether the argument is a map of constant texts; a problem is kept where not.</summary>
    public static bool Options(CallSite call, int index)
    {
        var argument = call.Arguments[index];
        var isMapCall = argument is BoundCall { Function: "map" or "map_concat" or "map_from_arrays" or "str_to_map" };
        if (isMapCall && argument.Type is not MapType { KeyType: StringType, ValueType: StringType })
        {
            call.Context.Fail("INVALID_OPTIONS.NON_STRING_TYPE", $"Options are a MAP<STRING, STRING>, but this is {argument.Type.Sql}.", call.Syntax.Arguments[index].Span);
            return false;
        }
        if (isMapCall && argument.IsFoldable())
            return true;
        call.Context.Fail("INVALID_OPTIONS.NON_MAP_FUNCTION", "Options are written as map('name', 'value', ...) of constants.", call.Syntax.Arguments[index].Span);
        return false;
    }

    private static string? Text(CallSite call, int index)
    {
        if (call.Arguments[index].ConstantText() is { } text && call.TypeOf(index) is StringType)
            return text;
        call.Context.Fail("INVALID_SCHEMA.NON_STRING_LITERAL", "A schema is a constant text.", call.Syntax.Arguments[index].Span);
        return null;
    }
}
