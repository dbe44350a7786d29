using System.Numerics;
using System.Text;
using Distributary.Expressions.Binding;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Functions.Vectors;

/// <summary>
/// Reads the rows of one argument vector, whatever its type, as plain .NET values: numbers, strings, <see cref="byte"/>[] for binary,
/// days for dates, microseconds for timestamps, <see cref="SqlDecimal"/>, <see cref="ListValue"/>, <see cref="MapValue"/> and <see cref="StructValue"/>.
/// </summary>
internal abstract unsafe class VectorReader
{
    private readonly ulong* validity;

    private protected VectorReader(IntPtr vector) => validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);

    public object? Read(ulong row) => IsValid(row) ? ReadValid(row) : null;

    public static VectorReader Create(IntPtr vector)
    {
        using var type = NativeMethods.Vectors.DuckDBVectorGetColumnType(vector);
        return NativeMethods.LogicalType.DuckDBGetTypeId(type) switch
        {
            DuckDBType.Boolean => new Fixed<byte>(vector, v => v != 0),
            DuckDBType.TinyInt => new Fixed<sbyte>(vector, v => v),
            DuckDBType.SmallInt => new Fixed<short>(vector, v => v),
            DuckDBType.Integer or DuckDBType.Date => new Fixed<int>(vector, v => v),
            DuckDBType.BigInt or DuckDBType.Timestamp or DuckDBType.TimestampTz => new Fixed<long>(vector, v => v),
            DuckDBType.HugeInt => new Fixed<Int128>(vector, v => (BigInteger)v),
            DuckDBType.Float => new Fixed<float>(vector, v => v),
            DuckDBType.Double => new Fixed<double>(vector, v => v),
            DuckDBType.Interval => new Fixed<NativeInterval>(vector, v => new CalendarInterval(v.Months, v.Days, v.Microseconds)),
            DuckDBType.Varchar => new Text(vector),
            DuckDBType.Blob => new Blob(vector),
            DuckDBType.Decimal => Decimals(vector, type),
            DuckDBType.List => new List(vector),
            DuckDBType.Map => new Map(vector),
            DuckDBType.Struct => new Struct(vector, (int)NativeMethods.LogicalType.DuckDBStructTypeChildCount(type)),
            DuckDBType.SqlNull => new AllNull(vector),
            var other => throw new NotSupportedException($"A value of DuckDB's type {other} can't be passed to a function."),
        };
    }

    protected abstract object? ReadValid(ulong row);

    private bool IsValid(ulong row) => validity == null || (validity[row >> 6] & (1UL << (int)(row & 63))) != 0;

    private static VectorReader Decimals(IntPtr vector, DuckDBLogicalType type)
    {
        var scale = NativeMethods.LogicalType.DuckDBDecimalScale(type);
        return NativeMethods.LogicalType.DuckDBDecimalInternalType(type) switch
        {
            DuckDBType.SmallInt => new Fixed<short>(vector, v => new SqlDecimal(v, scale)),
            DuckDBType.Integer => new Fixed<int>(vector, v => new SqlDecimal(v, scale)),
            DuckDBType.BigInt => new Fixed<long>(vector, v => new SqlDecimal(v, scale)),
            _ => new Fixed<Int128>(vector, v => new SqlDecimal(v, scale)),
        };
    }

    private readonly record struct NativeInterval(int Months, int Days, long Microseconds);

    private sealed class Fixed<T>(IntPtr vector, Func<T, object> box) : VectorReader(vector) where T : unmanaged
    {
        private readonly T* data = (T*)NativeMethods.Vectors.DuckDBVectorGetData(vector);

        protected override object ReadValid(ulong row) => box(data[row]);
    }

    private abstract class Bytes(IntPtr vector) : VectorReader(vector)
    {
        private const int InlineLimit = 12;
        private readonly byte* data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);

        protected ReadOnlySpan<byte> Span(ulong row)
        {
            // A string of up to 12 bytes stands in its slot; of a longer one the slot holds length, prefix and pointer.
            var slot = data + (row * 16);
            var length = *(int*)slot;
            return new(length <= InlineLimit ? slot + 4 : *(byte**)(slot + 8), length);
        }
    }

    private sealed class Text(IntPtr vector) : Bytes(vector)
    {
        protected override object ReadValid(ulong row) => Encoding.UTF8.GetString(Span(row));
    }

    private sealed class Blob(IntPtr vector) : Bytes(vector)
    {
        protected override object ReadValid(ulong row) => Span(row).ToArray();
    }

    private readonly record struct ListEntry(ulong Offset, ulong Length);

    private class List(IntPtr vector) : VectorReader(vector)
    {
        private readonly ListEntry* entries = (ListEntry*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        private readonly VectorReader items = Create(NativeMethods.Vectors.DuckDBListVectorGetChild(vector));

        protected override object? ReadValid(ulong row) => new ListValue(Items(row));

        protected object?[] Items(ulong row)
        {
            var entry = entries[row];
            var values = new object?[entry.Length];
            for (ulong i = 0; i < entry.Length; i++)
                values[i] = items.Read(entry.Offset + i);
            return values;
        }
    }

    // A map is a list of structs of key and value.
    private sealed class Map(IntPtr vector) : List(vector)
    {
        protected override object ReadValid(ulong row) =>
            new MapValue(Items(row).Select(e => new KeyValuePair<object, object?>(((StructValue)e!).Fields[0]!, ((StructValue)e).Fields[1])).ToArray());
    }

    private sealed class Struct : VectorReader
    {
        private readonly VectorReader[] fields;

        public Struct(IntPtr vector, int count) : base(vector)
        {
            fields = new VectorReader[count];
            for (var i = 0; i < count; i++)
                fields[i] = Create(NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, i));
        }

        protected override object ReadValid(ulong row) => new StructValue(Array.ConvertAll(fields, f => f.Read(row)));
    }

    private sealed class AllNull(IntPtr vector) : VectorReader(vector)
    {
        protected override object? ReadValid(ulong row) => null;
    }
}
