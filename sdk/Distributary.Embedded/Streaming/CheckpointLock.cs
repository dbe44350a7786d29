namespace Distributary.Embedded.Streaming;

/// <summary>Keeps every other query off a checkpoint. The operating system holds it and ends it with the process, however that ends; the file that stays behind means nothing.</summary>
internal sealed class CheckpointLock : IDisposable
{
    private readonly FileStream file;

    private CheckpointLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="CheckpointInUseException">Another query holds it.</exception>
    public static CheckpointLock Take(string folder)
    {
        var path = Path.Combine(folder, ".lock");
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new CheckpointInUseException(folder, e);
        }
    }

    public void Dispose() => file.Dispose();

    /// <summary>Whether the error says that somebody else has the file: a sharing violation on Windows, EAGAIN (EWOULDBLOCK) elsewhere.</summary>
    private static bool IsHeld(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xffff) is 32 or 33 : error.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);
}
