using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>How messages name things.</summary>
internal static class Names
{
    public static string Target(Value? target) => Text(target) is { Length: > 0 } text ? $"'{text}'" : "the table";

    public static string Text(Value? value) => value switch
    {
        { Constant: { } constant } => constant,
        TextValue text => string.Concat(text.Parts.Select(p => p.Constant ?? (p is OpaqueValue { Key: ISymbol symbol } ? $"{{{symbol.Name}}}" : "{..}"))),
        _ => "",
    };

    /// <summary>A path or name that equal places share: without scheme, <c>./</c> and slashes at the end.</summary>
    public static Value? Normalized(Value? target) =>
        target switch
        {
            { Constant: { } text } => new ConstantValue(Path(text)),
            TextValue { Parts: var parts } => TextValue.Concat(parts.Select((p, i) =>
                p.Constant is not { } text ? p : new ConstantValue(i == parts.Count - 1 ? text.TrimEnd('/') : text))),
            _ => target,
        };

    private static string Path(string text)
    {
        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            text = "/" + text.Substring(5).TrimStart('/');
        while (text.StartsWith("./", StringComparison.Ordinal))
            text = text.Substring(2);
        return text.TrimEnd('/');
    }
}
