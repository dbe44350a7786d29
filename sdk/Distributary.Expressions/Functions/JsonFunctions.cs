using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions on JSON, CSV, XML, Avro and Protobuf.</summary>
internal static class JsonFunctions
{
    private const string Table = """
        get_json_object [string, string] string?
        json_array_length [string] int?
        json_object_keys [string] array<string>?
        from_json [any, any, any?] =
        from_csv [any, any, any?] =
        from_xml [any, any, any?] = 4.0
        to_json [any, any?] =
        to_csv [any, any?] =
        to_xml [any, any?] = 4.0
        schema_of_json [any, any?] =
        schema_of_csv [any, any?] =
        schema_of_xml [any, any?] = 4.0
        from_avro [any, any, any?] = 4.0
        to_avro [any, any?] = 4.0
        schema_of_avro [any, any?] = 4.0
        from_protobuf [any, any, any?, any?] = 4.0
        to_protobuf [any, any, any?, any?] = 4.0
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["from_json"] = Parse,
        ["from_csv"] = Parse,
        ["from_xml"] = Parse,
        ["to_json"] = Write,
        ["to_csv"] = Write,
        ["to_xml"] = Write,
        ["schema_of_json"] = SchemaOf,
        ["schema_of_csv"] = SchemaOf,
        ["schema_of_xml"] = SchemaOf,
        ["from_avro"] = Avro,
        ["to_avro"] = Avro,
        ["schema_of_avro"] = Avro,
        ["from_protobuf"] = Protobuf,
        ["to_protobuf"] = Protobuf,
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static BoundExpression? Parse(CallSite call)
    {
        if (Schemas.Schema(call, 1) is not { } schema || call.Count == 3 && !Schemas.Options(call, 2))
            return null;
        if (call.TypeOf(0) is NullType)
            call.Cast(0, DataTypes.String);
        if (call.TypeOf(0) is not StringType)
            return call.FailType(0, "text");
        if (schema is not StructType && (call.Function.Name != "from_json" || schema is not (ArrayType or MapType or VariantType)))
            return call.Function.Name == "from_json"
                ? call.Fail("DATATYPE_MISMATCH.INVALID_JSON_SCHEMA", $"from_json gives a struct, array or map, not {schema.Sql}.")
                : call.Fail("INVALID_SCHEMA.NON_STRUCT_TYPE", $"{call.Function.Name} gives a struct, not {schema.Sql}.");
        if (schema is MapType { KeyType: not StringType })
            return call.Fail("DATATYPE_MISMATCH.INVALID_JSON_MAP_KEY_TYPE", "The keys of a map in JSON are text.");
        return call.Result(schema.AsNullable(), call.Function.Name == "from_csv" ? null : true);
    }

    private static BoundExpression? Write(CallSite call)
    {
        if (call.Count == 2 && !Schemas.Options(call, 1))
            return null;
        var type = call.TypeOf(0);
        if (call.Function.Name == "to_json")
            return type switch
            {
                StructType or ArrayType or MapType or VariantType => call.Result(DataTypes.String, true),
                _ => call.Fail("DATATYPE_MISMATCH.INVALID_JSON_SCHEMA", $"to_json takes a struct, array or map, but this is {type.Sql}."),
            };
        if (call.Function.Name == "to_csv")
            return type is StructType fields && fields.Fields.All(f => f.DataType is not (BinaryType or VariantType))
                ? call.Result(DataTypes.String, true)
                : call.Fail("DATATYPE_MISMATCH.UNSUPPORTED_INPUT_TYPE", $"to_csv takes a struct, but this is {type.Sql}.");
        return type is StructType ? call.Result(DataTypes.String, true) : call.FailType(0, "a struct");
    }

    private static BoundExpression? SchemaOf(CallSite call)
    {
        if (call.Count == 2 && !Schemas.Options(call, 1))
            return null;
        if (call.Arguments[0] is BoundLiteral { Value: null })
            return call.Fail("DATATYPE_MISMATCH.UNEXPECTED_NULL", $"{call.Function.Name} reads a constant text, not NULL.");
        return call.Arguments[0].IsFoldable() && call.TypeOf(0) is StringType ? call.Result(DataTypes.String, false) : call.FailConstant(0);
    }

    private static BoundExpression? Avro(CallSite call) => call.Function.Name == "schema_of_avro" && call.Count == 1 && call.Arguments[0].ConstantText() is null
        ? call.Fail("DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT", "schema_of_avro reads a constant text.")
        : call.Fail("AVRO_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE", $"{call.Function.Name} needs Spark's Avro module, which is not part of Spark itself.");

    private static BoundExpression? Protobuf(CallSite call) =>
        call.Fail("PROTOBUF_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE", $"{call.Function.Name} needs Spark's Protobuf module, which is not part of Spark itself.");
}
