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

    /// <summary>The source files' paths in the debugging symbols that an assembly embeds; empty where it embeds none.</summary>
    public static IReadOnlyList<string> EmbeddedSymbols(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var entry = file.ReadDebugDirectory().FirstOrDefault(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        if (entry.Type != DebugDirectoryEntryType.EmbeddedPortablePdb)
            return [];
        using var provider = file.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var symbols = provider.GetMetadataReader();
        return [.. symbols.Documents.Select(d => symbols.GetString(symbols.GetDocument(d).Name))];
    }
}
