using Distributary.Embedded.Files;
using Distributary.Engines;
using Distributary.Types;

namespace Distributary.Embedded.Streaming;

/// <summary>The files of a folder as a stream.</summary>
internal sealed class FileStreamRelation : StreamRelation
{
    private readonly string path;

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
        Schema = request.Schema?.AsNullable() ?? throw new ArgumentException(
            $"A stream of {format.Name} files needs a schema: the files that come later must fit it. Call Schema(...) before Load(...).", nameof(request));
        this.path = Path.GetFullPath(path);
        Find(_ => false);
    }

    public IFileFormat Format { get; }

    public FileStreamOptions Options { get; }

    public override StructType Schema { get; }

    public override string Description => $"{Format.Name} files in {path}";

    public override IStreamSource Open(CheckpointFolder checkpoint) => new FileStreamSource(this, checkpoint);

    /// <summary>The files that are there now and of which a caller says that it wants them.</summary>
    /// <exception cref="FileNotFoundException">The folder does not exist.</exception>
    public List<FoundFile> Find(Func<string, bool> isWanted)
    {
        try
        {
            return FileListing.List([path], Options.FormatOptions)
                .Where(f => isWanted(f.Path))
                .Select(f => new FoundFile(f.Path, new DateTimeOffset(f.ModifiedAt).ToUnixTimeMilliseconds()))
                .ToList();
        }
        catch (FileNotFoundException) when (GlobPattern.IsPattern(path))
        {
            // What fits the pattern may come later.
            return [];
        }
    }
}
