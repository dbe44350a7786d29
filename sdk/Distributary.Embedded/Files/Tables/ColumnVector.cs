using Distributary.Types;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Files.Tables;

/// <summary>One column of the chunk that is being filled; values lie where DuckDB reads them.</summary>
internal sealed unsafe class ColumnVector
{
    private const int InlineLength = 12;
    private const long JavaNaN = 0x7FF8_0000_0000_0000;
    private const int JavaFloatNaN = 0x7FC0_0000;
    private nint vector;
    private byte* data;
    private ulong* validity;
    private ulong capacity;

    public ColumnVector(DataType type)
    {
        Type = type;
        Children = type switch
        {
            StructType s => [.. s.Fields.Select(f => new ColumnVector(f.DataType))],
            ArrayType a => [new(a.ElementType)],
            MapType m => [new(new StructType(new StructField("key", m.KeyType), new StructField("value", m.ValueType)))],
            _ => [],
        };
    }

    public DataType Type { get; }

    /// <summary>A struct's fields; a list's elements; a map's entries.</summary>
    public ColumnVector[] Children { get; }

    /// <summary>How many elements the lists of this chunk have.</summary>
    public ulong ElementCount { get; private set; }

    /// <summary>Begins a new chunk.</summary>
    public void Attach(nint vector, ulong capacity)
    {
        this.vector = vector;
        this.capacity = capacity;
        data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        validity = null;
        ElementCount = 0;
        if (Type is StructType)
        {
            for (var i = 0; i < Children.Length; i++)
                Children[i].Attach(NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, i), capacity);
        }
        else if (Children is [var elements])
        {
            elements.Attach(NativeMethods.Vectors.DuckDBListVectorGetChild(vector), capacity);
        }
    }

    /// <summary>Tells DuckDB how long the lists became.</summary>
    public void Complete()
    {
        if (Type is ArrayType or MapType)
            NativeMethods.Vectors.DuckDBListVectorSetSize(vector, ElementCount);
        foreach (var child in Children)
            child.Complete();
    }

    public void Set<T>(ulong row, T value) where T : unmanaged => ((T*)data)[row] = value;

    /// <summary>Sets a double; of the many that are no number it takes the one that Java writes.</summary>
    public void SetDouble(ulong row, double value) => Set(row, double.IsNaN(value) ? BitConverter.Int64BitsToDouble(JavaNaN) : value);

    /// <summary>Sets a float, as <see cref="SetDouble"/> does.</summary>
    public void SetFloat(ulong row, float value) => Set(row, float.IsNaN(value) ? BitConverter.Int32BitsToSingle(JavaFloatNaN) : value);

    /// <summary>Sets text or bytes. Text must be valid UTF-8.</summary>
    public void SetBytes(ulong row, ReadOnlySpan<byte> value)
    {
        var target = data + (row * 16);
        if (value.Length <= InlineLength)
        {
            *(uint*)target = (uint)value.Length;
            new Span<byte>(target + 4, InlineLength).Clear();
            value.CopyTo(new Span<byte>(target + 4, InlineLength));
            return;
        }
        fixed (byte* start = value)
            NativeMethods.Vectors.DuckDBUnsafeVectorAssignStringElementLength(vector, row, start, value.Length);
    }

    /// <summary>Sets a decimal: DuckDB keeps it in the smallest whole number that holds the precision.</summary>
    public void SetDecimal(ulong row, DecimalType type, Int128 unscaled)
    {
        switch (type.Precision)
        {
            case <= 4: Set(row, (short)unscaled); break;
            case <= 9: Set(row, (int)unscaled); break;
            case <= 18: Set(row, (long)unscaled); break;
            default: Set(row, unscaled); break;
        }
    }

    public void SetNull(ulong row)
    {
        if (validity == null)
        {
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
            validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        }
        validity[row >> 6] &= ~(1UL << (int)(row & 63));
        if (Type is StructType)
        {
            foreach (var child in Children)
                child.SetNull(row);
        }
        else if (Type is ArrayType or MapType)
        {
            SetList(row, ElementCount, 0);
        }
    }

    /// <summary>Takes back a NULL.</summary>
    public void SetValid(ulong row)
    {
        if (validity != null)
            validity[row >> 6] |= 1UL << (int)(row & 63);
        if (Type is StructType)
        {
            foreach (var child in Children)
                child.SetValid(row);
        }
    }

    /// <summary>Makes room for one more element of a list or map and gives its place in the child.</summary>
    public ulong AddElement()
    {
        var child = Children[0];
        if (ElementCount == child.capacity)
        {
            if (NativeMethods.Vectors.DuckDBListVectorReserve(vector, child.capacity * 2) != DuckDBState.Success)
                throw new IOException($"There is no memory for {child.capacity * 2} list elements.");
            child.Grow(child.capacity * 2, NativeMethods.Vectors.DuckDBListVectorGetChild(vector));
        }
        return ElementCount++;
    }

    /// <summary>Says which elements are a row's.</summary>
    public void SetList(ulong row, ulong offset, ulong length)
    {
        ((ulong*)data)[row * 2] = offset;
        ((ulong*)data)[(row * 2) + 1] = length;
    }

    private void Grow(ulong newCapacity, nint grown)
    {
        vector = grown;
        capacity = newCapacity;
        data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        if (validity != null)
            validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        if (Type is StructType)
        {
            for (var i = 0; i < Children.Length; i++)
                Children[i].Grow(newCapacity, NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, i));
        }
    }
}
