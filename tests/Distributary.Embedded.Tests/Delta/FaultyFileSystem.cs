using Distributary.Embedded.Delta;

namespace Distributary.Embedded.Tests.Delta;

/// <summary>How one call to the file system goes wrong.</summary>
public enum Fault
{
    /// <summary>It fails without doing anything.</summary>
    Fails,

    /// <summary>It does its work and fails then.</summary>
    FailsAfterwards,

    /// <summary>The process ends before the call.</summary>
    EndsBefore,

    /// <summary>The process ends in the middle: half of a text is written, a copy is complete but not reported, a name is given.</summary>
    EndsWithin,
}

/// <summary>The process ended.</summary>
internal sealed class ProcessEndedException : Exception;

/// <summary>The local file system, of which one call, counted over all kinds, goes wrong; after the process's end all do.</summary>
internal sealed class FaultyFileSystem(int badCall, Fault fault) : IDeltaFileSystem
{
    private readonly LocalFileSystem inner = LocalFileSystem.Instance;
    private int calls;
    private volatile bool ended;

    /// <summary>The number of calls so far.</summary>
    public int Calls => calls;

    /// <summary>Whether the call that goes wrong was reached.</summary>
    public bool Struck => calls >= badCall;

    public IReadOnlyList<string> List(string folder) => Call(() => inner.List(folder));

    public IReadOnlyList<string> Find(string folder, string text) => Call(() => inner.Find(folder, text));

    public bool Exists(string path) => Call(() => inner.Exists(path));

    public byte[]? Read(string path) => Call(() => inner.Read(path));

    public IReadOnlyList<string> CreateFolder(string path) => Call(() => inner.CreateFolder(path));

    public void WriteNew(string path, ReadOnlyMemory<byte> content) => Call(() => inner.WriteNew(path, content), () => inner.WriteNew(path, content[..(content.Length / 2)]));

    public T Copy<T>(string target, Func<T> copy) => Call(() => inner.Copy(target, copy));

    public void SyncFile(string path) => Call(() => inner.SyncFile(path));

    public void SyncFolder(string path) => Call(() => inner.SyncFolder(path));

    public bool TryLink(string path, string newName) => Call(() => inner.TryLink(path, newName));

    public void Replace(string path, string newName) => Call(() => inner.Replace(path, newName));

    public void Delete(string path) => Call(() => inner.Delete(path));

    private void Call(Action work, Action? half = null) => Call(
        () =>
        {
            work();
            return 0;
        },
        half);

    private T Call<T>(Func<T> work, Action? half = null)
    {
        if (ended)
            throw new ProcessEndedException();
        if (Interlocked.Increment(ref calls) != badCall)
            return work();
        if (fault is Fault.EndsBefore or Fault.EndsWithin)
            ended = true;
        if (fault == Fault.EndsWithin && half is not null)
            half();
        else if (fault is Fault.EndsWithin or Fault.FailsAfterwards)
            work();
        throw ended ? new ProcessEndedException() : new IOException("injected");
    }
}
