using System.Text;

namespace Distributary.Embedded.Files.Options;

/// <summary>The encodings of text files.</summary>
internal static class Encodings
{
    /// <summary>The encoding that an option names; UTF-8 where it was not given.</summary>
    public static Encoding Find(OptionReader options, string name) => options.Text(name)?.ToUpperInvariant() switch
    {
        null or "UTF-8" or "UTF8" => Encoding.UTF8,
        "ISO-8859-1" or "LATIN1" => Encoding.Latin1,
        "US-ASCII" or "ASCII" => Encoding.ASCII,
        "UTF-16LE" => Encoding.Unicode,
        "UTF-16BE" => Encoding.BigEndianUnicode,
        var other => throw options.Wrong(name, other, "UTF-8, ISO-8859-1, US-ASCII, UTF-16LE, UTF-16BE"),
    };
}
