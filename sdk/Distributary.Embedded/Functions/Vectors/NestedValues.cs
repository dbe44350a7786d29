namespace Distributary.Embedded.Functions.Vectors;

/// <summary>A list of values; NULLs are null.</summary>
internal sealed record ListValue(object?[] Items);

/// <summary>A map's entries in their order.</summary>
internal sealed record MapValue(KeyValuePair<object, object?>[] Entries);

/// <summary>A struct's fields in order; their names are those of its type.</summary>
internal sealed record StructValue(object?[] Fields);
