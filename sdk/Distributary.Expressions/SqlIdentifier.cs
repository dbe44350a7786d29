namespace Distributary;

/// <summary>Names in Spark SQL text.</summary>
public static class SqlIdentifier
{
    /// <summary>The name in back ticks, with inner back ticks doubled.</summary>
    public static string Quote(string name) => "`" + name.Replace("`", "``") + "`";

    /// <summary>The name as it is where it is a plain one (a letter or underscore, then letters, digits and underscores), else in back ticks.</summary>
    public static string QuoteIfNeeded(string name)
    {
        if (name.Length == 0 || !(name[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_'))
            return Quote(name);
        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
                return Quote(name);
        }
        return name;
    }
}
