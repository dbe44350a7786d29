namespace Distributary.Embedded.Delta;

/// <summary>Every call to the file system that reading and writing tables needs, so that tests can let any of them fail.</summary>
/// <remarks>Paths are absolute paths of the local file system. Implementations are safe for use from several threads.</remarks>
internal interface IDeltaFileSystem
{
    /// <summary>The names of a folder's files, in no order; none where the folder is missing.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>The files below a folder, at any depth, whose names contain a text.</summary>
    IReadOnlyList<string> Find(string folder, string text);

    /// <summary>Whether there is a file of that name.</summary>
    bool Exists(string path);

    /// <summary>A file's bytes, null where there is no such file.</summary>
    byte[]? Read(string path);

    /// <summary>Makes a folder with its parents.</summary>
    /// <returns>The folders that did not exist, outermost first.</returns>
    IReadOnlyList<string> CreateFolder(string path);

    /// <summary>Writes a new file; not yet durable.</summary>
    /// <exception cref="IOException">The file exists or can't be written.</exception>
    void WriteNew(string path, ReadOnlyMemory<byte> content);

    /// <summary>Lets the database engine write files.</summary>
    /// <param name="target">The file or folder that the engine writes to.</param>
    /// <param name="copy">Runs the engine's <c>COPY</c> and gives what it returned.</param>
    T Copy<T>(string target, Func<T> copy);

    /// <summary>Makes a file's content durable.</summary>
    void SyncFile(string path);

    /// <summary>Makes the names in a folder durable.</summary>
    void SyncFolder(string path);

    /// <summary>Gives a file a second name, atomically.</summary>
    /// <returns>False where the name is taken.</returns>
    bool TryLink(string path, string newName);

    /// <summary>Renames a file over another one or none, atomically.</summary>
    void Replace(string path, string newName);

    /// <summary>Removes a file if it is there.</summary>
    void Delete(string path);
}
