using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Functions.Vectors;

/// <summary>A scalar function in .NET that SQL can call.</summary>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Parameters">The arguments' types; <see cref="DuckDBType.Any"/> takes every type.</param>
/// <param name="Result">The result's type.</param>
/// <param name="Body">Gives the result for one row. The array is reused for the next row.</param>
internal sealed record ScalarFunction(string Name, ResultType[] Parameters, ResultType Result, Func<object?[], object?> Body)
{
    /// <summary>The type of further arguments, null where there are none.</summary>
    public DuckDBType? Variadic { get; init; }

    /// <summary>Whether the body sees NULL arguments; otherwise one makes the result NULL.</summary>
    public bool TakesNulls { get; init; }

    /// <summary>Whether each call gives another result.</summary>
    public bool Volatile { get; init; }

    /// <summary>Makes the function known to all connections of the connection's database.</summary>
    public unsafe void Register(DuckDBConnection connection)
    {
        var function = NativeMethods.ScalarFunction.DuckDBCreateScalarFunction();
        try
        {
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetName(function, Name);
            foreach (var parameter in Parameters)
            {
                using var type = parameter.ToLogicalType();
                NativeMethods.ScalarFunction.DuckDBScalarFunctionAddParameter(function, type);
            }
            if (Variadic is { } variadic)
            {
                using var type = NativeMethods.LogicalType.DuckDBCreateLogicalType(variadic);
                NativeMethods.ScalarFunction.DuckDBScalarFunctionSetVarargs(function, type);
            }
            using (var type = Result.ToLogicalType())
                NativeMethods.ScalarFunction.DuckDBScalarFunctionSetReturnType(function, type);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetSpecialHandling(function);
            if (Volatile)
                NativeMethods.ScalarFunction.DuckDBScalarFunctionSetVolatile(function);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetExtraInfo(function, GCHandle.ToIntPtr(GCHandle.Alloc(this)), &Free);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetFunction(function, &Run);
            if (NativeMethods.ScalarFunction.DuckDBRegisterScalarFunction(connection.NativeConnection, function) != DuckDBState.Success)
                throw new InvalidOperationException($"DuckDB does not take the function {Name}.");
        }
        finally
        {
            NativeMethods.ScalarFunction.DuckDBDestroyScalarFunction(ref function);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(IntPtr handle) => GCHandle.FromIntPtr(handle).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Run(IntPtr info, IntPtr input, IntPtr output)
    {
        try
        {
            var self = (ScalarFunction)GCHandle.FromIntPtr(NativeMethods.ScalarFunction.DuckDBScalarFunctionGetExtraInfo(info)).Target!;
            self.Run(new DuckDBDataChunk(input), output);
        }
        catch (Exception e)
        {
            // No exception may cross into native code: DuckDB fails the statement with the message.
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetError(info, e is SparkRuntimeException ? e.Message : $"[INTERNAL_ERROR] {e.Message}");
        }
    }

    private void Run(DuckDBDataChunk chunk, IntPtr output)
    {
        var rows = NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        var readers = new VectorReader[NativeMethods.DataChunks.DuckDBDataChunkGetColumnCount(chunk)];
        for (var i = 0; i < readers.Length; i++)
            readers[i] = VectorReader.Create(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i));
        var writer = VectorWriter.Create(output, Result);
        var arguments = new object?[readers.Length];
        for (ulong row = 0; row < rows; row++)
        {
            var anyNull = false;
            for (var i = 0; i < readers.Length; i++)
                anyNull |= (arguments[i] = readers[i].Read(row)) is null;
            writer.Write(row, anyNull && !TakesNulls ? null : Body(arguments));
        }
    }
}
