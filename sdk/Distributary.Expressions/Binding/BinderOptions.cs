namespace Distributary.Expressions.Binding;

/// <summary>What binding depends on besides the text and the columns.</summary>
/// <param name="Ansi">Whether ANSI mode is on, as Spark 4 has it by default (<c>spark.sql.ansi.enabled</c>).</param>
/// <param name="TimeZone">The session's time zone as an IANA name or offset (<c>spark.sql.session.timeZone</c>).</param>
public sealed record BinderOptions(bool Ansi = true, string TimeZone = "UTC")
{
    /// <summary>ANSI on, UTC.</summary>
    public static BinderOptions Default { get; } = new();
}
