namespace Distributary.Expressions.Binding;

/// <summary>What binding depends on besides the text and the columns.</summary>
/// <param name="Ansi">Whether ANSI mode is on, as Spark 4 has it by default (<c>spark.sql.ansi.enabled</c>).</param>
/// <param name="TimeZone">The session's time zone as an IANA name or offset (<c>spark.sql.session.timeZone</c>).</param>
public sealed record BinderOptions(bool Ansi = true, string TimeZone = "UTC")
{
    /// <summary>The Spark that the text must run on, <c>3.5</c> or <c>4.0</c>; functions that came later are not found. Null for the newest.</summary>
    public Version? Spark { get; init; }

    /// <summary>ANSI on, UTC.</summary>
    public static BinderOptions Default { get; } = new();
}
