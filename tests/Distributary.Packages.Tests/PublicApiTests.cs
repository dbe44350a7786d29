using Distributary.Packages.Tests.Support;

namespace Distributary.Packages.Tests;

public class PublicApiTests(PackedFeed feed)
{
    /// <summary>What users call changes only on purpose: <c>UPDATE_SNAPSHOTS=1</c> takes the packed assemblies for right, and the difference shows in the commit.</summary>
    [Fact]
    public void The_public_api_is_the_one_on_file()
    {
        var libraries = feed.Packages.SelectMany(p => p.In("lib")).Where(f => f.Key.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(libraries);
        Assert.Multiple([.. libraries.Select(library => (Action)(() => Snapshot.Verify(PublicApi.Describe(library.Value), $"PublicApi/{Path.GetFileNameWithoutExtension(library.Key)}", "txt")))]);
    }
}
