using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Model;

/// <summary>The variables of one call of a function.</summary>
/// <param name="owner">The function.</param>
/// <param name="outer">The scope that a lambda or local function captured.</param>
/// <param name="instance">What <c>this</c> is; null where it is not known.</param>
internal sealed class Scope(ISymbol? owner, Scope? outer, Value? instance)
{
    private readonly Dictionary<ISymbol, Value> variables = new(SymbolEqualityComparer.Default);

    public ISymbol? Owner { get; } = owner;

    public Scope? Outer { get; } = outer;

    public Value? Instance { get; } = instance;

    public Value? Find(ISymbol variable)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.variables.TryGetValue(variable, out var value))
                return value;
        }
        return null;
    }

    /// <summary>The scope that holds the variable, this one where none does yet.</summary>
    public Scope HolderOf(ISymbol variable)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.variables.ContainsKey(variable))
                return scope;
        }
        return this;
    }

    public Value? Own(ISymbol variable) => variables.TryGetValue(variable, out var value) ? value : null;

    public void Set(ISymbol variable, Value? value)
    {
        if (value is null)
            variables.Remove(variable);
        else
            variables[variable] = value;
    }
}
