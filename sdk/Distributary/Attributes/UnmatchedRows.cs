namespace Distributary;

/// <summary>What becomes of rows that match no route of the input that they are in. An input with a default route has none.</summary>
public enum UnmatchedRows
{
    /// <summary>They go nowhere.</summary>
    Ignore,

    /// <summary>They are dead letters with the reason <c>unmatched</c>.</summary>
    DeadLetter,

    /// <summary>The batch fails before anything of it is written.</summary>
    Fail,
}
