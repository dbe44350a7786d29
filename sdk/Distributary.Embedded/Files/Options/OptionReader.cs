using System.Text;

namespace Distributary.Embedded.Files.Options;

/// <summary>Reads the values of a format's options.</summary>
internal readonly struct OptionReader(string format, IReadOnlyDictionary<string, string> options)
{
    private readonly Dictionary<string, string> options = new(options, StringComparer.OrdinalIgnoreCase);

    /// <summary>The option's text, null where it was not given.</summary>
    public string? Text(string name) => options.GetValueOrDefault(name);

    /// <summary>A switch.</summary>
    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw Wrong(name, text, "true or false"),
    };

    /// <summary>One of some words.</summary>
    public T Choice<T>(string name, T preset) where T : struct, Enum => Text(name) switch
    {
        null => preset,
        var text when Enum.GetNames<T>().FirstOrDefault(n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) is { } known => Enum.Parse<T>(known),
        var text => throw Wrong(name, text, string.Join(", ", Enum.GetNames<T>().Select(n => n.ToUpperInvariant()))),
    };

    /// <summary>One ASCII character; empty text means none.</summary>
    public byte? Character(string name, byte? preset) => Text(name) switch
    {
        null => preset,
        "" or "\0" => null,
        "\\t" => (byte)'\t',
        [var c] when c < 128 && c is not ('\n' or '\r') => (byte)c,
        var text => throw Wrong(name, text, "one ASCII character"),
    };

    /// <summary>Text as bytes.</summary>
    public byte[]? Bytes(string name) => Text(name) is { } text ? Encoding.UTF8.GetBytes(text) : null;

    /// <summary>The error of a value that can't be understood.</summary>
    public ArgumentException Wrong(string name, string value, string allowed) => new($"The {format} option '{name}' can't be '{value}'. Allowed: {allowed}.");
}
