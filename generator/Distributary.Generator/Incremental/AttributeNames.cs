using Distributary.Generator.Parsing;

namespace Distributary.Generator.Incremental;

/// <summary>Tells by names alone which attributes can be <c>[StreamPipeline]</c>, also through aliases.</summary>
internal static class AttributeNames
{
    /// <summary>What an attribute's use may leave out.</summary>
    public const string Suffix = "Attribute";

    /// <summary>The names, without the suffix, by which an attribute can be <c>[StreamPipeline]</c>.</summary>
    /// <param name="aliases">The aliases that hold.</param>
    public static HashSet<string> OfPipelines(IReadOnlyList<UsingAlias> aliases)
    {
        var names = new HashSet<string> { Stem(KnownTypes.StreamPipeline) };
        // An alias may stand for another one of an outer scope.
        while (aliases.Any(a => names.Contains(Stem(a.Target)) && names.Add(Stem(a.Name))))
        {
        }
        return names;
    }

    /// <summary>The name without the suffix.</summary>
    public static string Stem(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
}
