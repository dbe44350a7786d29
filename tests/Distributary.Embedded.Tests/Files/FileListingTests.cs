using Distributary.Embedded.Files;
using Xunit;

namespace Distributary.Embedded.Tests.Files;

public sealed class FileListingTests : IDisposable
{
    private readonly TestFolder folder = new();

    public FileListingTests()
    {
        foreach (var name in new[] { "a1.csv", "a2.csv", "b1.csv", "c.txt", "_hidden.csv", ".hidden.csv", "sub/d1.csv", "sub/deep/e1.csv", "_temporary/f.csv", "x[1].csv" })
            folder.Write(name, name);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "a1.csv a2.csv b1.csv c.txt x[1].csv")]
    [InlineData("a1.csv", "a1.csv")]
    [InlineData("*.csv", "a1.csv a2.csv b1.csv x[1].csv")]
    [InlineData("a?.csv", "a1.csv a2.csv")]
    [InlineData("[ab]1.csv", "a1.csv b1.csv")]
    [InlineData("[^a]1.csv", "b1.csv")]
    [InlineData("{a1,c}.{csv,txt}", "a1.csv c.txt")]
    [InlineData("*/d*.csv", "sub/d1.csv")]
    [InlineData("s[a-z]b/*/e1.csv", "sub/deep/e1.csv")]
    [InlineData("x[1].csv", "x[1].csv")]
    [InlineData("x\\[1\\].csv", "x[1].csv")]
    public void Paths_and_patterns_stand_for_files(string path, string expected) => Assert.Equal(expected, List(path));

    [Theory]
    [InlineData("pathGlobFilter", "a*", "a1.csv a2.csv")]
    [InlineData("recursiveFileLookup", "true", "a1.csv a2.csv b1.csv c.txt sub/d1.csv sub/deep/e1.csv x[1].csv")]
    public void Options_choose_files(string option, string value, string expected) => Assert.Equal(expected, List("", (option, value)));

    [Fact]
    public void A_file_has_its_length_and_time()
    {
        var at = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "a1.csv"), at);
        Assert.Equal([new ListedFile(Path.Combine(folder.Path, "a1.csv"), at, 6)], FileListing.List([Path.Combine(folder.Path, "a1.csv")], TestFolder.Options()));
    }

    [Theory]
    [InlineData("gone.csv")]
    [InlineData("gone*.csv")]
    public void A_path_that_stands_for_nothing_is_named(string path) =>
        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => List(path)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{a")]
    [InlineData("[a")]
    public void A_pattern_that_is_not_closed_is_an_error(string path) => Assert.Throws<ArgumentException>(() => List(path));

    [Fact]
    public void A_partitioned_folder_is_refused_unless_its_files_are_asked_for()
    {
        folder.Write("t/day=1/a.csv", "1");
        Assert.Contains("day=1", Assert.Throws<NotSupportedException>(() => List("t")).Message, StringComparison.Ordinal);
        Assert.Equal("t/day=1/a.csv", List("t", ("recursiveFileLookup", "true")));
    }

    private string List(string path, params (string Name, string Value)[] options) =>
        string.Join(' ', FileListing.List([Path.Combine(folder.Path, path)], TestFolder.Options(options)).Select(f => Path.GetRelativePath(folder.Path, f.Path)).Order(StringComparer.Ordinal));
}
