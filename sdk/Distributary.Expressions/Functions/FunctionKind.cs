namespace Distributary.Expressions.Functions;

/// <summary>Where a function may be called.</summary>
public enum FunctionKind
{
    /// <summary>One value for each row.</summary>
    Scalar,
    /// <summary>One value for many rows.</summary>
    Aggregate,
    /// <summary>One value for each row of a window; only with <c>OVER</c>.</summary>
    Window,
    /// <summary>Several rows for each row: <c>explode</c>.</summary>
    Generator,
}
