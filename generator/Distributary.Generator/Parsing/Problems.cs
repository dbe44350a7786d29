using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>Collects what is wrong with a pipeline's declarations.</summary>
internal sealed class Problems
{
    private readonly List<Diagnostic> found = [];

    public IReadOnlyList<Diagnostic> Found => found;

    /// <summary>Whether the pipeline can't be generated.</summary>
    public bool Prevent { get; private set; }

    public void Add(DiagnosticDescriptor rule, Location location, params object[] arguments) => AddRelated(rule, location, [], arguments);

    /// <summary>Adds a problem that another place has a part in.</summary>
    public void AddRelated(DiagnosticDescriptor rule, Location location, IEnumerable<Location> related, params object[] arguments)
    {
        found.Add(Diagnostic.Create(rule, location, related.Where(r => r != location), arguments));
        Prevent |= rule.DefaultSeverity == DiagnosticSeverity.Error;
    }

    /// <summary>Notes an error that the compiler reports itself.</summary>
    public void AddCompilerError() => Prevent = true;
}
