using System.Globalization;

namespace Distributary.Generator;

/// <summary>The names of emitted files. The compiler compares them without case, C# compares classes with it.</summary>
internal static class HintNames
{
    /// <summary>The names that differ from another one only by case.</summary>
    public static ValueList<string> Twins(IEnumerable<string> names) =>
        names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()).SelectMany(g => g).OrderBy(n => n, StringComparer.Ordinal).ToValueList();

    /// <summary>The file of a class; twins are told apart by a checksum of their exact name.</summary>
    public static string File(string name, ValueList<string> twins) =>
        twins.Contains(name) ? string.Format(CultureInfo.InvariantCulture, "{0}.{1:x8}.g.cs", name, Checksum(name)) : name + ".g.cs";

    private static uint Checksum(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
