using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Distributary.Packages.Tests.Support;

[assembly: AssemblyFixture(typeof(PackedFeed))]

namespace Distributary.Packages.Tests.Support;

/// <summary>Everything that <c>nuget/pack.sh</c> packs, in a folder that serves as a feed. Packed once for all tests.</summary>
public sealed class PackedFeed : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("distributary-packages").FullName;
    private int folders;

    public PackedFeed()
    {
        Command.RunToSuccess(Repository(), new Dictionary<string, string>(), "bash", "nuget/pack.sh", Folder);
        Packages = [.. Directory.GetFiles(Folder, "*.nupkg").Order(StringComparer.Ordinal).Select(Package.Open)];
        Version = this["Distributary"].Version;
        WriteConsumerSettings();
    }

    public string Folder => Path.Combine(root, "feed");

    /// <summary>What consumers are built with: an own folder of packages, so that nothing older of the same version is taken.</summary>
    public IReadOnlyDictionary<string, string> ConsumerEnvironment => new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(root, "packages") };

    public string Version { get; }

    public IReadOnlyList<Package> Packages { get; }

    public Package this[string id] => Packages.SingleOrDefault(p => p.Id == id) ?? throw new InvalidOperationException($"There is no package {id}, only {string.Join(", ", Packages.Select(p => p.Id))}.");

    /// <summary>An empty folder that goes when all tests are done.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(root, $"{Interlocked.Increment(ref folders)}", name)).FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Settings that consumers find above their folders: the feed, and nothing of the repository's or of what lies above the folder of temporary files.</summary>
    private void WriteConsumerSettings()
    {
        // Packages of others that the machine has already are taken from there.
        var installed = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(root, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <RestoreAdditionalProjectSources>{Folder}</RestoreAdditionalProjectSources>
                <RestoreAdditionalProjectFallbackFolders Condition="Exists('{installed}')">{installed}</RestoreAdditionalProjectFallbackFolders>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(root, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(root, "Directory.Packages.props"), "<Project />");
    }

    private static string Repository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}

/// <summary>A package of the feed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Metadata">The <c>metadata</c> of its manifest, by the elements' names.</param>
/// <param name="Files">What it holds, by path, but for the parts that every package has.</param>
public sealed record Package(string Id, string Version, IReadOnlyDictionary<string, XElement> Metadata, IReadOnlyDictionary<string, byte[]> Files)
{
    internal static Package Open(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        var files = zip.Entries.Where(e => e.FullName is not "[Content_Types].xml" && !e.FullName.StartsWith("_rels/", StringComparison.Ordinal) && !e.FullName.StartsWith("package/", StringComparison.Ordinal))
            .ToDictionary(e => e.FullName, Read);
        var manifest = XDocument.Load(new MemoryStream(files.Single(f => f.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value));
        var metadata = manifest.Root!.Elements().Single().Elements().ToDictionary(e => e.Name.LocalName);
        return new(metadata["id"].Value, metadata["version"].Value, metadata, files);
    }

    /// <summary>The files of a folder of the package, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> In(string folder) =>
        Files.Where(f => f.Key.StartsWith(folder + "/", StringComparison.Ordinal)).ToDictionary(f => f.Key[(folder.Length + 1)..], f => f.Value);

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
