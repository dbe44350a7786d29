using Distributary.Generator.Parsing;

namespace Distributary.Generator.Incremental;

/// <summary>Tells by names alone which attributes can be <c>[StreamPipeline]</c>, also through aliases.</summary>
internal static class AttributeNames
{
    /// <summary>What an attribute's use may leave out.</summary>
    public const string Suffix = "Attribute";

    /// <summary>Whether one of the type's attributes can mark a pipeline.</summary>
    /// <param name="type">The type.</param>
    /// <param name="aliases">The aliases that hold in its file.</param>
    public static bool CanMarkPipeline(AttributedType type, IReadOnlyList<UsingAlias> aliases)
    {
        var names = new HashSet<string> { Stem(KnownTypes.StreamPipeline) };
        // An alias may stand for another one of an outer scope.
        while (aliases.Any(a => names.Contains(Stem(a.Target)) && names.Add(Stem(a.Name))))
        {
        }
        return type.Attributes.Any(a => names.Contains(Stem(a)));
    }

    private static string Stem(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
}
