using System.Text;

namespace Distributary.Generator.Parsing;

/// <summary>How the names of members become those of columns; the values are those of <c>Distributary.ColumnNaming</c>.</summary>
internal enum NamingPolicy
{
    AsWritten,
    CamelCase,
    SnakeCase,
}

/// <summary>Applies naming policies, with the results that <c>System.Text.Json</c> gives for the same member.</summary>
internal static class NamingPolicies
{
    public static NamingPolicy Read(AttributeArguments pipeline, Problems problems)
    {
        var policy = (NamingPolicy)pipeline.Value("Naming", 0);
        if (policy is < NamingPolicy.AsWritten or > NamingPolicy.SnakeCase)
            problems.Add(Rules.OutOfRange, pipeline.NamedLocation("Naming"), "Naming", "ColumnNaming.AsWritten, ColumnNaming.CamelCase or ColumnNaming.SnakeCase");
        return policy;
    }

    public static string Apply(this NamingPolicy policy, string member) => policy switch
    {
        NamingPolicy.CamelCase => Camel(member),
        NamingPolicy.SnakeCase => Snake(member),
        _ => member,
    };

    /// <summary><c>UnitPrice</c> as <c>unitPrice</c>, <c>IDNumber</c> as <c>idNumber</c>: of several capitals in a row the last one begins the next word.</summary>
    private static string Camel(string name)
    {
        var end = 0;
        while (end < name.Length && char.IsUpper(name[end]) && (end == 0 || end + 1 == name.Length || char.IsUpper(name[end + 1])))
            end++;
        return name.Substring(0, end).ToLowerInvariant() + name.Substring(end);
    }

    /// <summary><c>UnitPrice</c> as <c>unit_price</c>, <c>IDNumber</c> as <c>id_number</c>.</summary>
    private static string Snake(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (BeginsWord(name, i))
                result.Append('_');
            result.Append(char.IsUpper(name[i]) ? char.ToLowerInvariant(name[i]) : name[i]);
        }
        return result.ToString();
    }

    private static bool BeginsWord(string name, int index) =>
        index > 0
        && char.IsUpper(name[index])
        && (char.IsLower(name[index - 1]) || char.IsDigit(name[index - 1]) || (char.IsUpper(name[index - 1]) && index + 1 < name.Length && char.IsLower(name[index + 1])));
}
