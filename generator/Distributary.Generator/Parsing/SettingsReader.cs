using Distributary.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>Collects the settings of a pipeline's strings and names their properties.</summary>
internal sealed class SettingsReader(Problems problems)
{
    private static readonly HashSet<string> Taken =
    [
        "Settings", "FromConfiguration", "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize", "Clone", "PrintMembers", "EqualityContract",
    ];

    private readonly List<(string Name, List<string> Uses)> settings = [];

    /// <summary>Adds the settings of a string.</summary>
    /// <param name="template">The string.</param>
    /// <param name="use">What the string is, in words.</param>
    /// <param name="location">Where it stands.</param>
    public void Add(string? template, string use, Location location)
    {
        if (template is null)
            return;
        var (names, problem) = SettingTemplate.Parse(template);
        if (problem is not null)
            problems.Add(Rules.BadTemplate, location, template, problem);
        foreach (var name in names.Distinct())
        {
            var uses = settings.Find(s => s.Name == name).Uses;
            if (uses is null)
            {
                CheckName(name, location);
                settings.Add((name, uses = []));
            }
            uses.Add(use);
        }
    }

    public ValueList<SettingModel> ToModel() =>
        settings.Select(s => new SettingModel(s.Name, Names.Escape(Names.Pascal(s.Name)), Names.Escape(Names.Camel(s.Name)), s.Uses.ToValueList())).ToValueList();

    private void CheckName(string name, Location location)
    {
        var property = Names.Pascal(name);
        if (Taken.Contains(property))
            problems.Add(Rules.SettingName, location, name, property, "which has a meaning of its own there");
        else if (settings.Find(s => Names.Pascal(s.Name) == property).Name is { } twin)
            problems.Add(Rules.SettingName, location, name, property, $"as the setting '{twin}' does");
    }
}
