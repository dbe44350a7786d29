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
        catch (IOException e) when (File.Exists(path) && e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new CheckpointInUseException(folder, e);
        }
    }

    public void Dispose() => file.Dispose();
}
