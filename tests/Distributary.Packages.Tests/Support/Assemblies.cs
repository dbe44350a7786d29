using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Distributary.Packages.Tests.Support;

internal static class Assemblies
{
    /// <summary>The names and versions of what an assembly references.</summary>
    public static IReadOnlyList<(string Name, Version Version)> References(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(r => (metadata.GetString(r.Name), r.Version)).OrderBy(r => r.Item1, StringComparer.Ordinal)];
    }

    // The kind of debugging information that holds a source file's text.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>The source files in the debugging symbols that an assembly embeds, and whether with their text; empty where it embeds no symbols.</summary>
    public static IReadOnlyList<(string Path, bool HasText)> EmbeddedSymbols(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var entry = file.ReadDebugDirectory().FirstOrDefault(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        if (entry.Type != DebugDirectoryEntryType.EmbeddedPortablePdb)
            return [];
        using var provider = file.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var symbols = provider.GetMetadataReader();
        return [.. symbols.Documents.Select(d => (
            symbols.GetString(symbols.GetDocument(d).Name),
            symbols.GetCustomDebugInformation(d).Any(i => symbols.GetGuid(symbols.GetCustomDebugInformation(i).Kind) == EmbeddedSource)))];
    }
}
