using Distributary.Types;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>The column types of .NET's scalar types.</summary>
internal static class ScalarTypes
{
    /// <summary>The column type, null where there is none. A decimal's depends on its member.</summary>
    public static DataType? Find(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => new StringType(),
        SpecialType.System_Boolean => new BooleanType(),
        SpecialType.System_SByte => new ByteType(),
        SpecialType.System_Int16 => new ShortType(),
        SpecialType.System_Int32 => new IntegerType(),
        SpecialType.System_Int64 => new LongType(),
        SpecialType.System_Single => new FloatType(),
        SpecialType.System_Double => new DoubleType(),
        SpecialType.System_DateTime => new TimestampType(),
        _ when type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => new BinaryType(),
        _ when IsIn(type, "System") => type.Name switch
        {
            "DateTimeOffset" => new TimestampType(),
            "DateOnly" => new DateType(),
            _ => null,
        },
        _ => null,
    };

    /// <summary>What to use instead of a type without a column type, null where nothing comes near.</summary>
    public static string? Advice(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Byte } => "Spark has no unsigned numbers; use short",
        { SpecialType: SpecialType.System_UInt16 } => "Spark has no unsigned numbers; use int",
        { SpecialType: SpecialType.System_UInt32 } => "Spark has no unsigned numbers; use long",
        { SpecialType: SpecialType.System_UInt64 } => "Spark has no unsigned numbers; use [Decimal(20, 0)] decimal",
        { SpecialType: SpecialType.System_Char } => "use string instead of char",
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => "its size depends on the machine; use long",
        { TypeKind: TypeKind.Enum } => $"use string or a number instead of the enum '{type.Name}'",
        { Name: "Guid" } when IsIn(type, "System") => "use string instead of Guid",
        { Name: "Half" } when IsIn(type, "System") => "use float instead of Half",
        { Name: "Int128" or "UInt128" or "BigInteger" } when IsOfSystem(type) => $"use [Decimal(38, 0)] decimal instead of {type.Name}",
        { Name: "Memory" or "ReadOnlyMemory" } when IsIn(type, "System") => $"use an array instead of {type.Name}",
        { Name: "HashSet" or "ISet" or "IReadOnlySet" } when IsOfSystem(type) => $"Spark has no sets; use a list instead of {type.Name}",
        { Name: "TimeOnly" or "TimeSpan" } when IsIn(type, "System") => $"tables have no column type for {type.Name}; use long or string",
        _ => null,
    };

    /// <summary>Whether the type belongs to .NET, whose properties are no columns.</summary>
    public static bool IsOfSystem(ITypeSymbol type)
    {
        var outermost = type.ContainingNamespace;
        while (outermost is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            outermost = outermost.ContainingNamespace;
        return outermost?.Name == "System";
    }

    private static bool IsIn(ITypeSymbol type, string name) => type.ContainingNamespace is { ContainingNamespace.IsGlobalNamespace: true } space && space.Name == name;
}
