using System.Numerics;
using System.Text;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Functions.Vectors;

/// <summary>Writes a function's results, .NET values as <see cref="VectorReader"/> reads them, into its result vector.</summary>
internal abstract unsafe class VectorWriter
{
    private readonly IntPtr vector;

    private protected VectorWriter(IntPtr vector) => this.vector = vector;

    public static VectorWriter Create(IntPtr vector, ResultType type) =>
        type.ListDepth > 0
            ? new List(vector, type with { ListDepth = type.ListDepth - 1 })
            : type.Id switch
            {
                DuckDBType.Boolean => new Fixed<byte>(vector, v => (bool)v ? (byte)1 : (byte)0),
                DuckDBType.TinyInt => new Fixed<sbyte>(vector, v => (sbyte)v),
                DuckDBType.SmallInt => new Fixed<short>(vector, v => (short)v),
                DuckDBType.Integer or DuckDBType.Date => new Fixed<int>(vector, v => (int)v),
                DuckDBType.BigInt or DuckDBType.Timestamp or DuckDBType.TimestampTz => new Fixed<long>(vector, v => (long)v),
                DuckDBType.HugeInt => new Fixed<Int128>(vector, v => (Int128)(BigInteger)v),
                DuckDBType.Float => new Fixed<float>(vector, v => (float)v),
                DuckDBType.Double => new Fixed<double>(vector, v => (double)v),
                DuckDBType.Varchar => new Text(vector),
                DuckDBType.Blob => new Blob(vector),
                _ => throw new NotSupportedException($"A function can't give a value of DuckDB's type {type.Id}."),
            };

    public void Write(ulong row, object? value)
    {
        if (value is not null)
        {
            WriteValue(row, value);
            return;
        }
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(NativeMethods.Vectors.DuckDBVectorGetValidity(vector), row, false);
    }

    protected abstract void WriteValue(ulong row, object value);

    private sealed class Fixed<T>(IntPtr vector, Func<object, T> unbox) : VectorWriter(vector) where T : unmanaged
    {
        // The data moves when a list's child vector grows, so it is asked for each time.
        protected override void WriteValue(ulong row, object value) => ((T*)NativeMethods.Vectors.DuckDBVectorGetData(vector))[row] = unbox(value);
    }

    private sealed class Text(IntPtr vector) : VectorWriter(vector)
    {
        protected override void WriteValue(ulong row, object value) => Blob.Assign(vector, row, Encoding.UTF8.GetBytes((string)value));
    }

    private sealed class Blob(IntPtr vector) : VectorWriter(vector)
    {
        public static void Assign(IntPtr vector, ulong row, byte[] bytes)
        {
            fixed (byte* start = bytes)
            {
                byte none = 0;
                NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, row, start == null ? &none : start, bytes.Length);
            }
        }

        protected override void WriteValue(ulong row, object value) => Assign(vector, row, (byte[])value);
    }

    private sealed class List(IntPtr vector, ResultType itemType) : VectorWriter(vector)
    {
        private readonly VectorWriter items = Create(NativeMethods.Vectors.DuckDBListVectorGetChild(vector), itemType);
        private ulong size;

        protected override void WriteValue(ulong row, object value)
        {
            var values = ((ListValue)value).Items;
            NativeMethods.Vectors.DuckDBListVectorReserve(vector, size + (ulong)values.Length);
            var entry = (ulong*)NativeMethods.Vectors.DuckDBVectorGetData(vector) + (row * 2);
            entry[0] = size;
            entry[1] = (ulong)values.Length;
            foreach (var item in values)
                items.Write(size++, item);
            NativeMethods.Vectors.DuckDBListVectorSetSize(vector, size);
        }
    }
}

/// <summary>The type of a function's parameter or result: a simple type, or lists of it.</summary>
internal readonly record struct ResultType(DuckDBType Id, int ListDepth = 0)
{
    public static implicit operator ResultType(DuckDBType id) => new(id);

    public static ResultType ListOf(DuckDBType item) => new(item, 1);

    public DuckDBLogicalType ToLogicalType()
    {
        if (ListDepth == 0)
            return NativeMethods.LogicalType.DuckDBCreateLogicalType(Id);
        using var item = (this with { ListDepth = ListDepth - 1 }).ToLogicalType();
        return NativeMethods.LogicalType.DuckDBCreateListType(item);
    }
}
