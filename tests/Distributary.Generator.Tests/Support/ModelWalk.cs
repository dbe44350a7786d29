using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Tests.Support;

/// <summary>Walks everything that an object holds.</summary>
internal static class ModelWalk
{
    /// <summary>The paths to parts of a compilation that a cached value would keep alive.</summary>
    public static IReadOnlyList<string> FindCompilationParts(object root)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Visit(root, root.GetType().Name);
        return found;

        void Visit(object? value, string path)
        {
            if (value is null or string or Type || value.GetType().IsPrimitive || value.GetType().IsEnum || (!value.GetType().IsValueType && !seen.Add(value)))
                return;
            if (value is ISymbol or SyntaxNode or SyntaxToken or SyntaxTree or Compilation or Location or AttributeData or SemanticModel or Diagnostic or SyntaxReference)
            {
                found.Add(path + ": " + value.GetType());
                return;
            }
            if (value is IEnumerable items)
            {
                var index = 0;
                foreach (var item in items)
                    Visit(item, $"{path}[{index++}]");
            }
            for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Visit(field.GetValue(value), path + "." + field.Name);
            }
        }
    }
}
