namespace Distributary.Embedded.Engine;

/// <summary>Names and strings in DuckDB SQL text.</summary>
internal static class DuckDbSql
{
    /// <summary>A name in double quotes.</summary>
    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A string literal.</summary>
    public static string Text(string value) => "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
}
