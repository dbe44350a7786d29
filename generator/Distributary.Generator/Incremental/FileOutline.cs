using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Incremental;

/// <summary>
/// What a file says outside of bodies: all that the meaning of a declaration can come from. Holds nothing of the file's tree.
/// </summary>
internal sealed class FileOutline
{
    private readonly ParseOptions options;
    private readonly byte[] checksum;

    public FileOutline(SyntaxTree tree, CancellationToken cancellationToken)
    {
        options = tree.Options;
        checksum = new OutlineReader(this).Read((CompilationUnitSyntax)tree.GetRoot(cancellationToken), cancellationToken);
    }

    /// <summary>The simple names of the types that the file declares.</summary>
    public HashSet<string> Types { get; } = [];

    /// <summary>The full names of the namespaces that the file declares, and of those around them.</summary>
    public HashSet<string> Namespaces { get; } = [];

    /// <summary>The simple names that the file uses outside of bodies, those of its own types among them.</summary>
    public HashSet<string> Mentions { get; } = [];

    /// <summary>The using directives that hold for every file of the project.</summary>
    public List<GlobalUsing> GlobalUsings { get; } = [];

    /// <summary>What each alias of the file stands for, by simple names.</summary>
    public List<UsingAlias> Aliases { get; } = [];

    /// <summary>The declarations of types with attributes, in order.</summary>
    public List<Candidate> Candidates { get; } = [];

    /// <summary>Compares by what files say.</summary>
    public static IEqualityComparer<FileOutline> ByContent { get; } = new ContentComparer();

    /// <summary>Whether both files say the same, apart from bodies and comments that are no documentation.</summary>
    public bool SaysTheSameAs(FileOutline other) =>
        this == other || (checksum.AsSpan().SequenceEqual(other.checksum) && (options == other.options || options.Equals(other.options)));

    private sealed class ContentComparer : IEqualityComparer<FileOutline>
    {
        public bool Equals(FileOutline? x, FileOutline? y) => x is null ? y is null : y is not null && x.SaysTheSameAs(y);

        public int GetHashCode(FileOutline file) => BitConverter.ToInt32(file.checksum, 0);
    }
}

/// <summary>A <c>global using</c>.</summary>
/// <param name="Text">The directive, without trivia.</param>
/// <param name="Mentions">The simple names in it.</param>
internal sealed record GlobalUsing(string Text, ValueList<string> Mentions);

/// <summary>A <c>using</c> with an alias.</summary>
/// <param name="Name">The alias.</param>
/// <param name="Target">The last simple name of what it stands for.</param>
/// <param name="IsGlobal">Whether it holds in every file.</param>
internal sealed record UsingAlias(string Name, string Target, bool IsGlobal);
