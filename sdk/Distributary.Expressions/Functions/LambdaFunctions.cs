using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions that apply a lambda to the elements of arrays and the entries of maps.</summary>
internal static class LambdaFunctions
{
    private const string Table = """
        aggregate reduce [array, any, lambda, lambda?] =
        array_sort [any, lambda?] =
        exists [array, lambda] =
        filter [array, lambda] =
        forall [array, lambda] =
        map_filter [map, lambda] =
        map_zip_with [map, map, lambda] =
        transform [array, lambda] =
        transform_keys [map, lambda] =
        transform_values [map, lambda] =
        zip_with [array, array, lambda] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["aggregate"] = Aggregate,
        ["array_sort"] = Sort,
        ["exists"] = call => Test(call, ElementOf(call, 0)) is { } test ? call.Result(DataTypes.Boolean, call.Arguments[0].Nullable || test.Nullable) : null,
        ["forall"] = call => Test(call, ElementOf(call, 0)) is { } test ? call.Result(DataTypes.Boolean, call.Arguments[0].Nullable || test.Nullable) : null,
        ["filter"] = call => Test(call, WithIndex(call, ElementOf(call, 0))) is not null ? call.Result(call.TypeOf(0), call.Arguments[0].Nullable) : null,
        ["map_filter"] = call => Test(call, EntryOf(call)) is not null ? call.Result(call.TypeOf(0), call.Arguments[0].Nullable) : null,
        ["map_zip_with"] = MapZipWith,
        ["transform"] = Transform,
        ["transform_keys"] = TransformKeys,
        ["transform_values"] = TransformValues,
        ["zip_with"] = ZipWith,
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static (DataType, bool) ElementOf(CallSite call, int index) => call.TypeOf(index) is ArrayType array ? (array.ElementType, array.ContainsNull) : (DataTypes.Null, true);

    private static (DataType, bool)[] EntryOf(CallSite call) => call.TypeOf(0) is MapType map ? [(map.KeyType, false), (map.ValueType, map.ValueContainsNull)] : [];

    /// <summary>The element, and its index too where the lambda asks for it.</summary>
    private static (DataType, bool)[] WithIndex(CallSite call, (DataType, bool) element) =>
        call.Syntax.Arguments[1] is LambdaExpression { Parameters.Count: 2 } ? [element, (DataTypes.Int, false)] : [element];

    private static BoundLambda? Test(CallSite call, params (DataType, bool)[] parameters)
    {
        if (Bind(call, call.Count - 1, parameters) is not { } lambda)
            return null;
        if (lambda.Type is NullType)
        {
            lambda = new BoundLambda(lambda.Parameters, call.Context.Cast(lambda.Body, DataTypes.Boolean)) { Span = lambda.Span };
            call.Replace(call.Count - 1, lambda);
        }
        if (lambda.Type is BooleanType)
            return lambda;
        call.FailType(call.Count - 1, "a lambda that gives BOOLEAN");
        return null;
    }

    private static BoundLambda? Bind(CallSite call, int index, params (DataType, bool)[] parameters)
    {
        var lambda = call.BindLambda(index, parameters);
        if (lambda is not null)
            call.Replace(index, lambda);
        return lambda;
    }

    private static BoundExpression? Aggregate(CallSite call)
    {
        var start = call.Arguments[1].Type;
        if (Bind(call, 2, (start, true), ElementOf(call, 0)) is not { } merge)
            return null;
        if (!merge.Type.IsSameType(start))
        {
            if (merge.Type is not NullType)
                return call.FailType(2, $"a lambda that gives {start.Sql}, as the start value is,");
            call.Replace(2, new BoundLambda(merge.Parameters, call.Context.Cast(merge.Body, start)) { Span = merge.Span });
        }
        if (call.Count == 3)
            return call.Result(merge.Type is NullType ? start : merge.Type, call.Arguments[0].Nullable || merge.Nullable || call.Arguments[1].Nullable);
        return Bind(call, 3, (start, true)) is { } finish ? call.Result(finish.Type, call.Arguments[0].Nullable || finish.Nullable) : null;
    }

    private static BoundExpression? Sort(CallSite call)
    {
        var element = ElementOf(call, 0);
        if (call.TypeOf(0) is not ArrayType)
            return call.FailType(0, "an array");
        if (call.Count == 2)
        {
            if (Bind(call, 1, element, element) is not { } order)
                return null;
            return order.Type is IntegerType ? call.Result(call.TypeOf(0), call.Arguments[0].Nullable) : call.Fail("DATATYPE_MISMATCH.UNEXPECTED_RETURN_TYPE", $"array_sort orders by a lambda that gives INT, but this one gives {order.Type.Sql}.");
        }
        return element.Item1.IsOrderable()
            ? call.Result(call.TypeOf(0))
            : call.Fail("DATATYPE_MISMATCH.INVALID_ORDERING_TYPE", $"array_sort compares elements; {element.Item1.Sql} has no order.");
    }

    private static BoundExpression? Transform(CallSite call) =>
        Bind(call, 1, WithIndex(call, ElementOf(call, 0))) is { } lambda ? call.Result(new ArrayType(lambda.Type, lambda.Nullable), call.Arguments[0].Nullable) : null;

    private static BoundExpression? TransformKeys(CallSite call)
    {
        if (Bind(call, 1, EntryOf(call)) is not { } lambda)
            return null;
        if (lambda.Type.HasMap())
            return call.Fail("DATATYPE_MISMATCH.INVALID_MAP_KEY_TYPE", "The keys of a map can't hold maps.");
        var map = (MapType)call.TypeOf(0);
        return call.Result(new MapType(lambda.Type, map.ValueType, map.ValueContainsNull), call.Arguments[0].Nullable);
    }

    private static BoundExpression? TransformValues(CallSite call) =>
        Bind(call, 1, EntryOf(call)) is { } lambda && call.TypeOf(0) is MapType map
            ? call.Result(new MapType(map.KeyType, lambda.Type, lambda.Nullable), call.Arguments[0].Nullable)
            : null;

    private static BoundExpression? ZipWith(CallSite call)
    {
        var (left, right) = (ElementOf(call, 0), ElementOf(call, 1));
        return Bind(call, 2, (left.Item1, true), (right.Item1, true)) is { } lambda
            ? call.Result(new ArrayType(lambda.Type, lambda.Nullable), call.Arguments[0].Nullable || call.Arguments[1].Nullable)
            : null;
    }

    private static BoundExpression? MapZipWith(CallSite call)
    {
        if (call.TypeOf(0) is not MapType left || call.TypeOf(1) is not MapType right)
            return call.FailType(call.TypeOf(0) is MapType ? 1 : 0, "a map");
        if (call.Coercion.WiderWithoutText(left.KeyType, right.KeyType) is not { } key)
            return call.Fail("DATATYPE_MISMATCH.MAP_ZIP_WITH_DIFF_TYPES", $"map_zip_with takes maps with keys of one type, but these are {left.KeyType.Sql} and {right.KeyType.Sql}.");
        call.Cast(0, left with { KeyType = key });
        call.Cast(1, right with { KeyType = key });
        return Bind(call, 2, (key, false), (left.ValueType, true), (right.ValueType, true)) is { } lambda
            ? call.Result(new MapType(key, lambda.Type, lambda.Nullable), call.Arguments[0].Nullable || call.Arguments[1].Nullable)
            : null;
    }
}
