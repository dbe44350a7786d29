namespace Distributary;

/// <summary>What a write does with data that is there.</summary>
public enum SaveMode
{
    /// <summary>Keeps it and adds the new rows.</summary>
    Append,
    /// <summary>Replaces it.</summary>
    Overwrite,
    /// <summary>Fails.</summary>
    ErrorIfExists,
    /// <summary>Writes nothing.</summary>
    Ignore,
}
