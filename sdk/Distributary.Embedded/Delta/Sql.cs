namespace Distributary.Embedded.Delta;

/// <summary>Names and texts in the engine's SQL.</summary>
internal static class Sql
{
    /// <summary>A quoted identifier.</summary>
    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A text literal.</summary>
    public static string Text(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A text literal, or NULL.</summary>
    public static string TextOrNull(string? text) => text is null ? "NULL" : Text(text);
}
