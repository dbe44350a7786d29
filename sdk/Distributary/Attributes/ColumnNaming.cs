namespace Distributary;

/// <summary>How the members of a schema type become column names. The words of a name are found as <c>System.Text.Json</c> finds them.</summary>
public enum ColumnNaming
{
    /// <summary>The member's name as it is: <c>UnitPrice</c>.</summary>
    AsWritten,

    /// <summary>The first word begins with a small letter: <c>unitPrice</c>.</summary>
    CamelCase,

    /// <summary>Small letters with an underscore between words: <c>unit_price</c>.</summary>
    SnakeCase,
}
