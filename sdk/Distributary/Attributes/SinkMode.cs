namespace Distributary;

/// <summary>What a batch does with the rows that a sink's table has.</summary>
public enum SinkMode
{
    /// <summary>They stay; the batch's rows come beside them.</summary>
    Append,

    /// <summary>They go; the batch's rows take their place.</summary>
    Overwrite,
}
