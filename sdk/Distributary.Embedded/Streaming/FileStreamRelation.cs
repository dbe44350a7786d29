using System.IO.Enumeration;
using Distributary.Embedded.Files;
using Distributary.Engines;
using Distributary.Types;

namespace Distributary.Embedded.Streaming;

/// <summary>The files of a folder as a stream.</summary>
internal sealed class FileStreamRelation : StreamRelation
{
    private readonly string folder;

    /// <summary>Checks what a reader was told.</summary>
    /// <exception cref="ArgumentException">An option is wrong, or there is no schema.</exception>
    /// <exception cref="FileNotFoundException">The folder does not exist.</exception>
    public FileStreamRelation(ReadRequest request, IFileFormat format)
    {
        if (request.Paths is not [var path])
            throw new ArgumentException("A stream of files needs one path: Load(path).", nameof(request));
        Format = format;
        Options = FileStreamOptions.Parse(request.Options);
        format.CheckOptions(Options.FormatOptions);
        Schema = request.Schema ?? throw new ArgumentException(
            $"A stream of {format.Name} files needs a schema: the files that come later must fit it. Call Schema(...) before Load(...).", nameof(request));
        folder = Path.GetFullPath(path);
        if (!Directory.Exists(folder))
            throw new FileNotFoundException($"The folder {folder} does not exist, so no files can be streamed from it.", folder);
    }

    public IFileFormat Format { get; }

    public FileStreamOptions Options { get; }

    public override StructType Schema { get; }

    public override string Description => $"{Format.Name} files in {folder}";

    public override IStreamSource Open(CheckpointFolder checkpoint) => new FileStreamSource(this, checkpoint);

    /// <summary>The files that are there now and of which a caller says that it wants them.</summary>
    public List<FoundFile> Find(Func<string, bool> isWanted) => new FileSystemEnumerable<FoundFile>(
        folder,
        (ref FileSystemEntry entry) => new(entry.ToFullPath(), entry.LastWriteTimeUtc.ToUnixTimeMilliseconds()))
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName[0] is not ('.' or '_') && isWanted(entry.ToFullPath()),
    }.ToList();
}
