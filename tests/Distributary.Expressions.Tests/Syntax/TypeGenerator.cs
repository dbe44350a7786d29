using Distributary.Types;
using FsCheck;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Syntax;

/// <summary>Generates types that SQL text can say.</summary>
internal static class TypeGenerator
{
    private static readonly Gen<DataType> Simple = Gen.OneOf(
        Gen.Elements<DataType>(
            new BooleanType(), new ByteType(), new ShortType(), new IntegerType(), new LongType(), new FloatType(), new DoubleType(), new StringType(),
            new BinaryType(), new DateType(), new TimestampType(), new TimestampNTZType(), new CalendarIntervalType(), new NullType(),
            new YearMonthIntervalType(), new YearMonthIntervalType(IntervalUnit.Month, IntervalUnit.Month),
            new DayTimeIntervalType(), new DayTimeIntervalType(IntervalUnit.Hour, IntervalUnit.Minute), new DayTimeIntervalType(IntervalUnit.Day, IntervalUnit.Day)),
        from precision in Gen.Choose(1, DecimalType.MaxPrecision)
        from scale in Gen.Choose(0, precision)
        select (DataType)new DecimalType(precision, scale));

    public static Gen<DataType> OfDepth(int depth) =>
        depth == 0
            ? Simple
            : Gen.Frequency(
                (4, Simple),
                (1, from element in OfDepth(depth - 1) select (DataType)new ArrayType(element)),
                (1, from key in OfDepth(0) from value in OfDepth(depth - 1) select (DataType)new MapType(key, value)),
                (1, from fields in Field(depth - 1).Several(0, 3) select (DataType)new StructType(fields.ToValueList())));

    private static Gen<StructField> Field(int depth) =>
        from name in TreeGenerator.Names
        from type in OfDepth(depth)
        from nullable in Gen.Elements(true, false)
        from comment in Gen.OneOf(Gen.Constant<string?>(null), TreeGenerator.Texts.Select(t => (string?)t))
        select new StructField(name, type, nullable) { Comment = comment };
}
