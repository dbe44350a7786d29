using System.Text;
using Distributary.Packages.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Packages.Tests;

public class PackageContentTests(PackedFeed feed)
{
    [Fact]
    public void Each_package_holds_these_files_and_its_assemblies_reference_these()
    {
        Assert.Contains("Distributary", feed.Packages.Select(p => p.Id));
        Assert.Multiple([.. feed.Packages.Select(package => (Action)(() => Snapshot.Verify(Describe(package), $"Contents/{package.Id}", "txt")))]);
    }

    [Fact]
    public void Each_package_says_what_it_is() => Assert.All(feed.Packages, package =>
    {
        Assert.Equal(feed.Version, package.Version);
        Assert.NotEmpty(package.Metadata["description"].Value);
        Assert.NotEmpty(package.Metadata["tags"].Value);
        Assert.Equal("MIT", package.Metadata["license"].Value);
        Assert.Contains(package.Metadata["readme"].Value, package.Files.Keys);
        var icon = package.Files[package.Metadata["icon"].Value];
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.DoesNotContain("projectUrl", package.Metadata.Keys);
    });

    [Fact]
    public void Only_one_package_brings_analyzers()
    {
        Assert.Equal("Distributary", Assert.Single(feed.Packages, p => p.In("analyzers").Count > 0).Id);
        Assert.Equal(feed["Distributary.Expressions"].In("lib/netstandard2.0")["Distributary.Expressions.dll"], feed["Distributary"].In("analyzers/dotnet/cs")["Distributary.Expressions.dll"]);
    }

    [Fact]
    public void What_is_loaded_into_the_compiler_references_nothing_that_the_oldest_compiler_lacks()
    {
        var slot = feed["Distributary"].In("analyzers/dotnet/cs");
        // The test runs with the oldest compiler's packages.
        Assert.Equal(new Version(4, 8, 0, 0), typeof(CSharpCompilation).Assembly.GetName().Version);
        var compiler = Assemblies.References(File.ReadAllBytes(typeof(CSharpCompilation).Assembly.Location)).Append(("Microsoft.CodeAnalysis.CSharp", new Version(4, 8, 0, 0))).ToDictionary();
        // What only editors have: they load the fixes, at the compiler's version.
        foreach (var name in (string[])["Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces"])
            compiler.TryAdd(name, new(4, 8, 0, 0));

        Assert.All(slot.SelectMany(f => Assemblies.References(f.Value)), reference => Assert.True(
            reference.Name == "netstandard" || slot.ContainsKey(reference.Name + ".dll") || (compiler.TryGetValue(reference.Name, out var version) && reference.Version <= version),
            $"{reference.Name} {reference.Version}"));
    }

    [Fact]
    public void Symbols_and_the_libraries_sources_are_embedded_and_name_no_folder_of_this_machine()
    {
        var assemblies = feed.Packages.SelectMany(p => p.Files).Where(f => f.Key.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(assemblies);
        Assert.All(assemblies, assembly =>
        {
            var sources = Assemblies.EmbeddedSymbols(assembly.Value);
            Assert.NotEmpty(sources);
            Assert.All(sources, source => Assert.StartsWith("/_", source.Path, StringComparison.Ordinal));
            if (assembly.Key.StartsWith("lib/", StringComparison.Ordinal))
                Assert.All(sources, source => Assert.True(source.HasText, source.Path));
        });
    }

    [Fact]
    public void Libraries_are_documented() => Assert.All(feed.Packages.SelectMany(p => p.In("lib").Where(f => f.Key.EndsWith(".dll", StringComparison.Ordinal)).Select(f => (Package: p, File: f.Key))), library =>
        Assert.Contains(Path.ChangeExtension(library.File, ".xml"), library.Package.In("lib").Keys));

    private string Describe(Package package)
    {
        var text = new StringBuilder();
        foreach (var (path, bytes) in package.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            text.Append(path).Append('\n');
            if (!path.EndsWith(".dll", StringComparison.Ordinal))
                continue;
            // A library's references to the framework change with every other use of it, and say nothing.
            foreach (var (name, version) in Assemblies.References(bytes).Where(r => !path.StartsWith("lib/", StringComparison.Ordinal) || !r.Name.StartsWith("System.", StringComparison.Ordinal)))
                text.Append("  ").Append(name).Append(name.StartsWith("Distributary", StringComparison.Ordinal) ? "" : $" {version}").Append('\n');
        }
        foreach (var group in package.Metadata.TryGetValue("dependencies", out var dependencies) ? dependencies.Elements() : [])
        {
            text.Append("depends on, for ").Append(group.Attribute("targetFramework")!.Value).Append('\n');
            foreach (var dependency in group.Elements())
                text.Append("  ").Append(dependency.Attribute("id")!.Value).Append(' ').Append(dependency.Attribute("version")!.Value.Replace(feed.Version, "VERSION", StringComparison.Ordinal)).Append('\n');
        }
        return text.ToString();
    }
}
