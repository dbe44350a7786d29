namespace Distributary.Pipelines;

/// <summary>Combines conditions in Spark SQL. NULL counts as not matched, so that a row matches either a condition or its complement, never neither.</summary>
public static class Conditions
{
    /// <summary>True for rows that match at least one of the conditions.</summary>
    /// <param name="conditions">One condition or more.</param>
    public static string AnyOf(params string[] conditions) => Join(" OR ", conditions);

    /// <summary>True for rows that match all of the conditions.</summary>
    /// <param name="conditions">One condition or more.</param>
    public static string AllOf(params string[] conditions) => Join(" AND ", conditions);

    /// <summary>True for rows that match none of the conditions; never NULL.</summary>
    /// <param name="conditions">One condition or more.</param>
    public static string NoneOf(params string[] conditions) => $"NOT coalesce({AnyOf(conditions)}, false)";

    /// <summary>True for rows that match the condition and none of those that come before it.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="earlier">One condition or more.</param>
    public static string Unless(string condition, params string[] earlier) => AllOf(condition, NoneOf(earlier));

    private static string Join(string conjunction, string[] conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        if (conditions.Length == 0)
            throw new ArgumentException("There must be at least one condition.", nameof(conditions));
        return string.Join(conjunction, conditions.Select(Enclosed));
    }

    // The line break ends a comment that the condition may end with.
    private static string Enclosed(string condition) => $"({condition}\n)";
}
