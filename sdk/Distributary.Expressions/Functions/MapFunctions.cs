using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions on maps without lambdas.</summary>
internal static class MapFunctions
{
    private const string Table = """
        map [any*] =
        map_concat [any*] =
        map_contains_key (any, any) =
        map_entries [map] =
        map_from_arrays [array, array] =
        map_from_entries [any] =
        map_keys [map] =
        map_values [map] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["map"] = Map,
        ["map_concat"] = Concat,
        ["map_contains_key"] = ContainsKey,
        ["map_entries"] = Entries,
        ["map_from_arrays"] = FromArrays,
        ["map_from_entries"] = FromEntries,
        ["map_keys"] = call => call.Result(new ArrayType(((MapType)call.TypeOf(0)).KeyType, false)),
        ["map_values"] = call => call.TypeOf(0) is MapType map ? call.Result(new ArrayType(map.ValueType, map.ValueContainsNull)) : null,
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static BoundExpression? Map(CallSite call)
    {
        if (call.Count % 2 != 0)
            return call.Fail("WRONG_NUM_ARGS.WITHOUT_SUGGESTION", "map takes keys and values in turn, so an even number of arguments.");
        if (call.Count == 0)
            return call.Result(new MapType(DataTypes.Null, DataTypes.Null, false), false);
        var keys = Enumerable.Range(0, call.Count / 2).Select(i => i * 2).ToArray();
        var values = keys.Select(i => i + 1).ToArray();
        if (Common(call, keys, "keys", "DATATYPE_MISMATCH.CREATE_MAP_KEY_DIFF_TYPES") is not { } key || Common(call, values, "values", "DATATYPE_MISMATCH.CREATE_MAP_VALUE_DIFF_TYPES") is not { } value)
            return null;
        return ValidKey(call, key) ? call.Result(new MapType(key, value, values.Any(i => call.Arguments[i].Nullable)), false) : null;
    }

    private static DataType? Common(CallSite call, int[] indices, string what, string errorClass)
    {
        var types = indices.Select(call.TypeOf).ToArray();
        var type = types.All(t => t == types[0]) ? types[0] : call.Coercion.Wider(types);
        if (type is null)
        {
            call.Fail(errorClass, $"The {what} of a map must be of one type, but are {string.Join(", ", types.Select(t => t.Sql).Distinct())}.");
            return null;
        }
        foreach (var index in indices)
            call.Cast(index, type);
        return type;
    }

    private static bool ValidKey(CallSite call, DataType key)
    {
        if (!key.HasMap())
            return true;
        call.Fail("DATATYPE_MISMATCH.INVALID_MAP_KEY_TYPE", "The keys of a map can't hold maps.");
        return false;
    }

    private static BoundExpression? Concat(CallSite call)
    {
        if (call.Count == 0)
            return call.Result(new MapType(DataTypes.String, DataTypes.String), false);
        var types = Enumerable.Range(0, call.Count).Select(call.TypeOf).ToArray();
        if (types.All(t => t is MapType) && call.Coercion.Wider(types) is null)
            return call.Fail("DATATYPE_MISMATCH.DATA_DIFF_TYPES", $"map_concat takes maps of one type, but these are {string.Join(", ", types.Select(t => t.Sql))}.");
        if (types.Any(t => t is not MapType) || call.Coercion.Wider(types) is not MapType map)
            return call.Fail("DATATYPE_MISMATCH.MAP_CONCAT_DIFF_TYPES", $"map_concat takes maps of one type, but these are {string.Join(", ", types.Select(t => t.Sql))}.");
        for (var i = 0; i < call.Count; i++)
            call.Cast(i, map);
        return call.Result(map);
    }

    private static BoundExpression? ContainsKey(CallSite call)
    {
        if (call.TypeOf(0) is not MapType map)
            return call.Fail("DATATYPE_MISMATCH.MAP_FUNCTION_DIFF_TYPES", $"map_contains_key takes a map, but this is {call.TypeOf(0).Sql}.");
        if (call.TypeOf(1) is NullType)
            return call.Fail("DATATYPE_MISMATCH.NULL_TYPE", "map_contains_key can't look for an untyped NULL. Cast it.");
        if (call.Coercion.WiderWithoutText(map.KeyType, call.TypeOf(1)) is not { } key)
            return call.Fail("DATATYPE_MISMATCH.MAP_FUNCTION_DIFF_TYPES", $"map_contains_key takes a key of the map's type {map.KeyType.Sql}, but this is {call.TypeOf(1).Sql}.");
        call.Cast(0, map with { KeyType = key });
        call.Cast(1, key);
        return call.Result(DataTypes.Boolean, key == map.KeyType ? null : true);
    }

    private static BoundExpression? Entries(CallSite call)
    {
        var map = (MapType)call.TypeOf(0);
        return call.Result(new ArrayType(new StructType(new StructField("key", map.KeyType, false), new StructField("value", map.ValueType, map.ValueContainsNull)), false));
    }

    private static BoundExpression? FromArrays(CallSite call)
    {
        var (keys, values) = ((ArrayType)call.TypeOf(0), (ArrayType)call.TypeOf(1));
        return ValidKey(call, keys.ElementType) ? call.Result(new MapType(keys.ElementType, values.ElementType, values.ContainsNull)) : null;
    }

    private static BoundExpression? FromEntries(CallSite call)
    {
        if (call.TypeOf(0) is not ArrayType { ElementType: StructType { Fields: { Count: 2 } fields } } array)
            return call.FailType(0, "an array of structs of a key and a value");
        return ValidKey(call, fields[0].DataType)
            ? call.Result(new MapType(fields[0].DataType, fields[1].DataType, fields[1].Nullable), call.Arguments[0].Nullable || array.ContainsNull)
            : null;
    }
}
