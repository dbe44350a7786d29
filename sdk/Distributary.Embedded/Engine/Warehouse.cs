namespace Distributary.Embedded.Engine;

/// <summary>Where the tables lie that are told by their names, laid out as Spark lays out its warehouse: <c>{folder}/{database}.db/{table}</c>, the database <c>default</c> without a folder of its own.</summary>
internal sealed class Warehouse(string folder)
{
    private const string DefaultDatabase = "default";

    /// <summary>The folder of a table.</summary>
    /// <exception cref="ArgumentException">The name is not <c>table</c> or <c>database.table</c>.</exception>
    public string PathOf(string table)
    {
        var parts = table.Split('.');
        if (parts.Length > 2 || parts.Any(p => p.Length == 0 || !p.All(c => char.IsLetterOrDigit(c) || c == '_')))
            throw new ArgumentException($"'{table}' is no name of a table. Write table or database.table, with letters, digits and underscores.", nameof(table));
        // Spark's catalog compares names without case and keeps them in lower case.
        var names = parts.Select(p => p.ToLowerInvariant()).ToArray();
        return names is [var database, var name] && database != DefaultDatabase ? Path.Combine(folder, database + ".db", name) : Path.Combine(folder, names[^1]);
    }
}
