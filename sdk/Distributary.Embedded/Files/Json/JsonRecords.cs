using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Distributary.Embedded.Files.Options;
using Distributary.Embedded.Files.Text;

namespace Distributary.Embedded.Files.Json;

/// <summary>The JSON texts of one file: a line each, or with <c>multiLine</c> the whole file.</summary>
internal sealed class JsonRecords(string file, JsonOptions options) : IDisposable
{
    private static readonly byte[] Blanks = [.. " \t\r\n"u8];
    private readonly FileBuffer buffer = new(file, options.Encoding);

    public long LineNumber => options.MultiLine ? 1 : buffer.LineNumber;

    /// <summary>The next text that is not blank.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool TryRead(out ReadOnlySpan<byte> record)
    {
        while (TryReadAny(out record))
        {
            if (record.Trim(Blanks).IsEmpty)
                continue;
            if (Utf8.IsValid(record))
                return true;
            if (options.Mode == ReadMode.FailFast)
                throw new InvalidDataException($"{file}, line {LineNumber}: the text is not valid UTF-8. Set the option encoding, or mode=PERMISSIVE to read the wrong bytes as U+FFFD.");
            record = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record));
            return true;
        }
        return false;
    }

    /// <summary>The text as standard JSON.</summary>
    /// <param name="record">A text of the file.</param>
    /// <param name="options">What is taken beyond the standard.</param>
    /// <param name="problem">What is wrong with it; null where it is right, also where only its end is not JSON.</param>
    /// <param name="rest">Whether more text follows the value.</param>
    public static ReadOnlySpan<byte> Standard(ReadOnlySpan<byte> record, JsonOptions options, out string? problem, out bool rest)
    {
        if (IsValid(record, options, out problem, out rest))
            return record;
        var rewritten = JsonLeniency.Rewrite(record, options);
        return IsValid(rewritten, options, out _, out rest) ? Right(rewritten, out problem) : record;
    }

    /// <summary>A reader of a text.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> json, JsonOptions options) =>
        new(json, new JsonReaderOptions { MaxDepth = 1000, CommentHandling = options.AllowComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow });

    public void Dispose() => buffer.Dispose();

    private bool TryReadAny(out ReadOnlySpan<byte> record)
    {
        if (!options.MultiLine)
            return buffer.TryReadLine(options.LineSeparator, out record);
        record = buffer.ReadToEnd();
        return !record.IsEmpty;
    }

    private static ReadOnlySpan<byte> Right(byte[] json, out string? problem)
    {
        problem = null;
        return json;
    }

    private static bool IsValid(ReadOnlySpan<byte> json, JsonOptions options, out string? problem, out bool rest)
    {
        (problem, rest) = (null, false);
        var reader = Open(json, options);
        try
        {
            reader.Read();
            reader.Skip();
            rest = !json[(int)reader.BytesConsumed..].Trim(Blanks).IsEmpty;
            return true;
        }
        catch (JsonException e)
        {
            problem = $"it is no JSON: {e.Message}";
            return false;
        }
    }
}
