using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>Reads where a sink's table is and how it is written.</summary>
internal static class TableReader
{
    /// <summary>Options that the attribute has properties for, by their names in lower case.</summary>
    private static readonly Dictionary<string, string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        ["txnAppId"] = "it is set from TxnAppId",
        ["txnVersion"] = "it is set to the batch's id, which keeps a batch from being written twice",
        ["mergeSchema"] = "write MergeSchema = true",
        ["path"] = "write Path = \"...\"",
    };

    /// <summary>The folder or the name; exactly one of them where nothing is reported.</summary>
    public static (string? Path, string? Table) Place(AttributeArguments arguments, string sink, Problems problems)
    {
        var (path, table) = (arguments.Text("Path"), arguments.Text("Table"));
        if (string.IsNullOrWhiteSpace(path) && string.IsNullOrWhiteSpace(table))
            problems.Add(Rules.MissingOption, arguments.NamedLocation(arguments.Has("Table") ? "Table" : "Path"), sink, "Path = \"...\" or Table = \"...\"", "the table's folder, or its name in the catalog");
        else if (arguments.Has("Path") && arguments.Has("Table"))
            problems.Add(Rules.PathAndTable, arguments.NamedLocation("Table"), sink);
        else if (table is not null && TableProblem(table) is { } problem)
            problems.Add(Rules.BadTableName, arguments.NamedLocation("Table"), table, problem);
        return (path, table);
    }

    public static string Mode(AttributeArguments arguments, Problems problems)
    {
        switch (arguments.Value("Mode", 0))
        {
            case 0:
                return "Append";
            case 1:
                return "Overwrite";
            default:
                problems.Add(Rules.OutOfRange, arguments.NamedLocation("Mode"), "Mode", "SinkMode.Append or SinkMode.Overwrite");
                return "";
        }
    }

    public static IReadOnlyList<OptionDeclaration> Options(AttributeArguments arguments, string sink, Problems problems)
    {
        var options = new List<OptionDeclaration>();
        var texts = arguments.Texts("Options");
        for (var i = 0; i < texts.Count; i++)
        {
            var location = arguments.ItemLocation("Options", i);
            var separator = texts[i]?.IndexOf('=') ?? -1;
            var name = separator < 0 ? "" : texts[i]!.Substring(0, separator).Trim();
            if (!IsOptionName(name))
                problems.Add(Rules.BadOption, location, texts[i] ?? "null", sink, "it must be name=value");
            else if (Reserved.TryGetValue(name, out var instead))
                problems.Add(Rules.ReservedOption, location, name, sink, instead);
            else if (options.Exists(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase)))
                problems.Add(Rules.BadOption, location, texts[i]!, sink, $"'{name}' is set before");
            else
                options.Add(new(name, texts[i]!.Substring(separator + 1).Trim(), location));
        }
        return options;
    }

    private static bool IsOptionName(string name) => name.Length > 0 && char.IsLetter(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>What is wrong with a table's name, as far as its settings let it be told.</summary>
    private static string? TableProblem(string table)
    {
        var known = SettingTemplate.Fill(table, "setting");
        // A setting's value may be several parts.
        var parts = known.Split('.');
        if (parts.Any(p => p.Length == 0))
            return "a part of it is empty";
        if (parts.Length > 3)
            return "it has more than three parts";
        return known.All(c => char.IsLetterOrDigit(c) || c is '_' or '.') ? null : "it may hold letters, digits and underscores only";
    }
}
