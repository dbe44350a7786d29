using System.Runtime.InteropServices;

namespace Distributary.Embedded.Delta;

/// <summary>The local file system.</summary>
internal sealed partial class LocalFileSystem : IDeltaFileSystem
{
    public static readonly LocalFileSystem Instance = new();

    private const int FileExists = 17;

    private LocalFileSystem()
    {
    }

    public IReadOnlyList<string> List(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).ToList();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    public IReadOnlyList<string> Find(string folder, string text) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{text}*", SearchOption.AllDirectories).ToList() : [];

    public bool Exists(string path) => File.Exists(path);

    public byte[]? Read(string path)
    {
        // Looking for the next commit is the common case, and an exception for "not there" would dominate it.
        if (!File.Exists(path))
            return null;
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public IReadOnlyList<string> CreateFolder(string path)
    {
        var missing = new Stack<string>();
        for (var folder = path; folder is { Length: > 0 } && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing.Push(folder);
        if (missing.Count > 0)
            Directory.CreateDirectory(path);
        return missing.ToArray();
    }

    public void WriteNew(string path, ReadOnlyMemory<byte> content)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        RandomAccess.Write(file, content.Span, 0);
    }

    public T Copy<T>(string target, Func<T> copy) => copy();

    public void SyncFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    public void SyncFolder(string path)
    {
        // Windows keeps the names of a folder durable by itself and can't open one as a file.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(path, 0);
        if (descriptor < 0)
            throw UnixError("open", path);
        try
        {
            if (FileSync(descriptor) != 0)
                throw UnixError("fsync", path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    public bool TryLink(string path, string newName)
    {
        if (OperatingSystem.IsWindows())
            return TryMove(path, newName);
        if (Link(path, newName) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == FileExists ? false : throw UnixError("link", newName);
    }

    public void Replace(string path, string newName) => File.Move(path, newName, overwrite: true);

    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }

    private static bool TryMove(string path, string newName)
    {
        try
        {
            File.Move(path, newName, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(newName))
        {
            return false;
        }
    }

    private static IOException UnixError(string call, string path) =>
        new($"{call} of {path} failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string path, string newName);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FileSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
