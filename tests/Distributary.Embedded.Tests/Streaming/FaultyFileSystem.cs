using Distributary.Embedded.Delta;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

/// <summary>The local file system, of which a test lets calls fail. It leaves out the flushes to disk: no test cuts the power, and they would take most of the tests' time.</summary>
internal sealed class FaultyFileSystem : IDeltaFileSystem
{
    private readonly LocalFileSystem local = LocalFileSystem.Instance;

    /// <summary>Called before each call that changes something, with the call's name and path; what it throws is the fault.</summary>
    public Action<string, string> Before { get; set; } = (_, _) => { };

    /// <summary>Called after each such call.</summary>
    public Action<string, string> After { get; set; } = (_, _) => { };

    public IReadOnlyList<string> List(string folder) => local.List(folder);

    public IReadOnlyList<string> Find(string folder, string text) => local.Find(folder, text);

    public bool Exists(string path) => local.Exists(path);

    public byte[]? Read(string path) => local.Read(path);

    public IReadOnlyList<string> CreateFolder(string path) => Change(nameof(CreateFolder), path, () => local.CreateFolder(path));

    public void WriteNew(string path, ReadOnlyMemory<byte> content) => Change(nameof(WriteNew), path, () => local.WriteNew(path, content));

    public T Copy<T>(string target, Func<T> copy) => Change(nameof(Copy), target, () => local.Copy(target, copy));

    public void SyncFile(string path) => Change(nameof(SyncFile), path, () => Assert.True(File.Exists(path)));

    public void SyncFolder(string path) => Change(nameof(SyncFolder), path, () => Assert.True(Directory.Exists(path)));

    public bool TryLink(string path, string newName) => Change(nameof(TryLink), newName, () => local.TryLink(path, newName));

    public void Replace(string path, string newName) => Change(nameof(Replace), newName, () => local.Replace(path, newName));

    public void Delete(string path) => Change(nameof(Delete), path, () => local.Delete(path));

    private void Change(string call, string path, Action change) => Change(call, path, () =>
    {
        change();
        return 0;
    });

    private T Change<T>(string call, string path, Func<T> change)
    {
        Before(call, path);
        var result = change();
        After(call, path);
        return result;
    }
}
