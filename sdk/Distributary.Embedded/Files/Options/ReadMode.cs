namespace Distributary.Embedded.Files.Options;

/// <summary>What happens with records that don't fit the schema.</summary>
internal enum ReadMode
{
    /// <summary>What can't be read is NULL; the record's text goes to the corrupt record column, where the schema has one.</summary>
    Permissive,

    /// <summary>The record is left out.</summary>
    DropMalformed,

    /// <summary>The read fails.</summary>
    FailFast,
}
