using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions on arrays without lambdas.</summary>
internal static class ArrayFunctions
{
    private const string Table = """
        array [any*] =
        array_append (any, any) =
        array_prepend (any, any) =
        array_compact (array) =
        array_contains (any, any) =
        array_distinct [array] =
        array_except (any, any) =
        array_insert (any, any, any) =
        array_intersect (any, any) =
        array_union (any, any) =
        arrays_overlap (any, any) =
        array_join [any, string, string?] =
        array_max (array) =
        array_min (array) =
        array_position (any, any) =
        array_remove (any, any) =
        array_repeat [any, int] =
        array_size (array) int
        arrays_zip [array*] =
        element_at (any, any) =
        try_element_at (any, any) =
        flatten [any] =
        get [any, any] =
        reverse (string|array) $0
        sequence [any, any, any?] =
        shuffle [any, any?] =
        size cardinality [array|map] =
        slice (array, int, int) $0
        sort_array [array, boolean?] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["array"] = Array,
        ["array_append"] = Extend,
        ["array_prepend"] = Extend,
        ["array_compact"] = call => call.Result(new ArrayType(Element(call, 0), false)),
        ["array_contains"] = Contains,
        ["array_distinct"] = call => Comparable(call, 0) ? call.Result(call.TypeOf(0)) : null,
        ["array_except"] = call => SetOperation(call, l => l.ContainsNull),
        ["array_insert"] = Insert,
        ["array_intersect"] = call => SetOperation(call, l => l.ContainsNull && ((ArrayType)call.TypeOf(1)).ContainsNull),
        ["array_union"] = call => SetOperation(call, l => l.ContainsNull || ((ArrayType)call.TypeOf(1)).ContainsNull),
        ["arrays_overlap"] = Overlap,
        ["array_join"] = Join,
        ["array_max"] = call => Comparable(call, 0) ? call.Result(Element(call, 0), true) : null,
        ["array_min"] = call => Comparable(call, 0) ? call.Result(Element(call, 0), true) : null,
        ["array_position"] = call => WithElement(call) ? call.Result(DataTypes.Long) : null,
        ["array_remove"] = call => WithElement(call) ? call.Result(call.TypeOf(0)) : null,
        ["array_repeat"] = call => call.Result(new ArrayType(call.TypeOf(0), call.Arguments[0].Nullable), call.Arguments[1].Nullable),
        ["arrays_zip"] = Zip,
        ["element_at"] = ElementAt,
        ["try_element_at"] = ElementAt,
        ["flatten"] = Flatten,
        ["get"] = Get,
        ["sequence"] = Sequences.Bind,
        ["size"] = call => call.Result(DataTypes.Int, call.Ansi ? null : false),
        ["shuffle"] = Shuffle,
        ["sort_array"] = call => Comparable(call, 0) ? call.Count == 1 || call.Arguments[1].IsFoldable() ? call.Result(call.TypeOf(0)) : call.FailConstant(1) : null,
    };

    private static readonly TypePattern Integral = new ClassPattern("integral", DataTypes.Int, t => t is IntegralType);

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    public static DataType Element(CallSite call, int index) => ((ArrayType)call.TypeOf(index)).ElementType;

    private static BoundExpression? Array(CallSite call)
    {
        if (call.Count == 0)
            return call.Result(new ArrayType(DataTypes.Null, false), false);
        return call.Unify(Enumerable.Range(0, call.Count)) is { } type ? call.Result(new ArrayType(type, call.Arguments.Any(a => a.Nullable)), false) : null;
    }

    /// <summary>Brings an array's elements and one more value to a common type.</summary>
    private static bool WithElement(CallSite call, int elementIndex = 1, bool comparable = true)
    {
        var value = call.TypeOf(elementIndex);
        if (comparable && (value is NullType || call.TypeOf(0) is NullType))
        {
            call.Fail("DATATYPE_MISMATCH.NULL_TYPE", $"{call.Function.Name} can't look for an untyped NULL. Cast it.");
            return false;
        }
        if (call.TypeOf(0) is not ArrayType array)
        {
            call.Fail(call.Function.Name is "array_insert" or "array_remove" ? "DATATYPE_MISMATCH.ARRAY_FUNCTION_DIFF_TYPES" : "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"{call.Function.Name} takes an array, but this is {call.TypeOf(0).Sql}.");
            return false;
        }
        var common = call.Function.Name == "array_contains" ? call.Coercion.WiderWithoutText(array.ElementType, value) : call.Coercion.Tightest(array.ElementType, value);
        if (common is not { } type)
        {
            call.Fail("DATATYPE_MISMATCH.ARRAY_FUNCTION_DIFF_TYPES", $"{call.Function.Name} takes an array and a value of its elements' type, but these are {array.Sql} and {value.Sql}.");
            return false;
        }
        call.Cast(0, new ArrayType(type, array.ContainsNull));
        call.Cast(elementIndex, type);
        return !comparable || Comparable(call, 0);
    }

    private static BoundExpression? Contains(CallSite call) =>
        WithElement(call) ? call.Result(DataTypes.Boolean, call.Arguments.Any(a => a.Nullable) || ((ArrayType)call.TypeOf(0)).ContainsNull) : null;

    private static BoundExpression? Extend(CallSite call)
    {
        if (!WithElement(call, comparable: false))
            return null;
        var array = (ArrayType)call.TypeOf(0);
        return call.Result(array with { ContainsNull = array.ContainsNull || call.Arguments[1].Nullable }, call.Arguments[0].Nullable);
    }

    private static BoundExpression? Insert(CallSite call)
    {
        if (call.TypeOf(0) is ArrayType && call.TypeOf(1) is NullType)
            call.Cast(1, DataTypes.Int);
        if (call.TypeOf(0) is ArrayType && (call.TypeOf(1) is not IntegralType || call.TypeOf(1) is LongType))
            return call.FailType(1, "INT");
        if (!WithElement(call, 2, comparable: false))
            return null;
        call.Cast(1, DataTypes.Int);
        return call.Result(new ArrayType(Element(call, 0)), call.Arguments[0].Nullable || call.Arguments[1].Nullable);
    }

    private static ArrayType? UnifyArrays(CallSite call)
    {
        for (var i = 0; i < 2; i++)
        {
            if (call.TypeOf(i) is not ArrayType)
            {
                call.Fail("DATATYPE_MISMATCH.BINARY_ARRAY_DIFF_TYPES", $"{call.Function.Name} takes two arrays, but this is {call.TypeOf(i).Sql}.");
                return null;
            }
        }
        var (left, right) = ((ArrayType)call.TypeOf(0), (ArrayType)call.TypeOf(1));
        if (call.Coercion.Tightest(left.ElementType, right.ElementType) is not { } type)
        {
            call.Fail("DATATYPE_MISMATCH.BINARY_ARRAY_DIFF_TYPES", $"{call.Function.Name} takes two arrays of one type, but these are {left.Sql} and {right.Sql}.");
            return null;
        }
        call.Cast(0, left with { ElementType = type });
        call.Cast(1, right with { ElementType = type });
        return (ArrayType)call.TypeOf(0);
    }

    private static BoundExpression? SetOperation(CallSite call, Func<ArrayType, bool> containsNull) =>
        UnifyArrays(call) is { } array && Comparable(call, 0) ? call.Result(array with { ContainsNull = containsNull((ArrayType)call.TypeOf(0)) }) : null;

    private static BoundExpression? Overlap(CallSite call) =>
        UnifyArrays(call) is { } array && Comparable(call, 0)
            ? call.Result(DataTypes.Boolean, call.Arguments.Any(a => a.Nullable) || array.ContainsNull || ((ArrayType)call.TypeOf(1)).ContainsNull)
            : null;

    private static BoundExpression? Join(CallSite call)
    {
        if (call.TypeOf(0) is NullType)
            call.Cast(0, new ArrayType(DataTypes.String));
        if (call.TypeOf(0) is not ArrayType array || call.Coercion.Implicit(array.ElementType, new ExactPattern(DataTypes.String)) is null)
            return call.FailType(0, "ARRAY<STRING>");
        call.Cast(0, array with { ElementType = DataTypes.String });
        return call.Result(DataTypes.String);
    }

    private static BoundExpression? Zip(CallSite call)
    {
        var fields = new StructField[call.Count];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = new(FieldName(call, i), Element(call, i));
        return call.Result(new ArrayType(new StructType(fields), false));
    }

    /// <summary>A zipped field is called as the column or field it comes from; others are numbered from zero.</summary>
    private static string FieldName(CallSite call, int index) => call.Arguments[index] switch
    {
        BoundColumn column => column.Column.Name,
        BoundField field => field.Name,
        BoundLambdaParameter parameter => parameter.Name,
        _ => index.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static BoundExpression? ElementAt(CallSite call)
    {
        switch (call.TypeOf(0))
        {
            case ArrayType array:
                if (call.TypeOf(1) is not IntegralType || call.TypeOf(1) is LongType)
                    return call.FailType(1, "INT");
                call.Cast(1, DataTypes.Int);
                return call.Result(array.ElementType, true);
            case MapType map:
                if (call.Coercion.Tightest(map.KeyType, call.TypeOf(1)) is not { } key)
                    return call.Fail("DATATYPE_MISMATCH.MAP_FUNCTION_DIFF_TYPES", $"{call.Function.Name} takes a key of the map's type {map.KeyType.Sql}, but this is {call.TypeOf(1).Sql}.");
                call.Cast(0, map with { KeyType = key });
                call.Cast(1, key);
                return call.Result(map.ValueType, true);
            default:
                return call.FailType(0, "an array or map");
        }
    }

    private static BoundExpression? Flatten(CallSite call)
    {
        if (call.TypeOf(0) is not ArrayType { ElementType: ArrayType inner } outer)
            return call.FailType(0, "an array of arrays");
        return call.Result(inner, call.Arguments[0].Nullable || outer.ContainsNull);
    }

    private static BoundExpression? Shuffle(CallSite call)
    {
        if (call.Count == 2 && !call.SeedIsConstant(1))
            return null;
        if (call.TypeOf(0) is NullType)
            call.Cast(0, new ArrayType(DataTypes.Null));
        return call.TypeOf(0) is ArrayType ? call.Result(call.TypeOf(0)) : call.FailType(0, "an array");
    }

    private static BoundExpression? Get(CallSite call)
    {
        if (call.TypeOf(0) is not ArrayType array)
            return call.FailType(0, "an array");
        if (call.TypeOf(1) is NullType)
            call.Cast(1, DataTypes.Int);
        return Integral.Accepts(call.TypeOf(1)) ? call.Result(array.ElementType, true) : call.FailType(1, "a whole number");
    }

    private static bool Comparable(CallSite call, int index)
    {
        if (call.TypeOf(index) is not ArrayType array || array.ElementType.IsOrderable())
            return true;
        call.Fail("DATATYPE_MISMATCH.INVALID_ORDERING_TYPE", $"{call.Function.Name} compares elements; {array.ElementType.Sql} has no order.");
        return false;
    }
}
