using System.Text;
using System.Text.Unicode;
using Distributary.Embedded.Files.Options;
using Distributary.Embedded.Files.Text;

namespace Distributary.Embedded.Files.Csv;

/// <summary>The records of one file, without blank lines and comments.</summary>
internal sealed class CsvRecords(string file, CsvOptions options, CsvTokenizer tokenizer) : IDisposable
{
    private readonly FileBuffer buffer = new(file, options.Encoding);
    private byte[]? all;
    private int next;
    private long nextLine = 1;

    /// <summary>Where the record begins, from 1 on.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Cuts the next record into the tokenizer's cells.</summary>
    /// <param name="record">The record's text without its end.</param>
    /// <returns>False at the end of the file.</returns>
    public bool TryRead(out ReadOnlySpan<byte> record) => options.MultiLine ? TryReadSpanning(out record) : TryReadLine(out record);

    public void Dispose() => buffer.Dispose();

    private bool TryReadLine(out ReadOnlySpan<byte> record)
    {
        while (buffer.TryReadLine(options.LineSeparator, out record))
        {
            LineNumber = buffer.LineNumber;
            if (IsBlank(record) || (options.Comment is { } comment && record[0] == comment))
                continue;
            record = Valid(record);
            tokenizer.Cut(record);
            return true;
        }
        return false;
    }

    private bool TryReadSpanning(out ReadOnlySpan<byte> record)
    {
        all ??= Valid(buffer.ReadToEnd()).ToArray();
        while (next < all.Length)
        {
            var left = all.AsSpan(next);
            var isComment = options.Comment == left[0];
            LineNumber = nextLine;
            var length = isComment ? Math.Max(0, left.IndexOf((byte)'\n')) + 1
                : left[0] is (byte)'\n' or (byte)'\r' ? 1
                : tokenizer.Cut(left);
            next += length;
            nextLine += left[..length].Count((byte)'\n');
            if (isComment || left[0] is (byte)'\n' or (byte)'\r')
                continue;
            record = left[..length].TrimEnd("\r\n"u8);
            return true;
        }
        record = default;
        return false;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IsEmpty || (line[0] <= ' ' && line.IndexOfAnyExceptInRange((byte)0, (byte)' ') < 0);

    private ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
            return text;
        if (options.Mode == ReadMode.FailFast)
            throw new InvalidDataException($"{file}, line {LineNumber}: the text is not valid UTF-8. Set the option encoding, or mode=PERMISSIVE to read the wrong bytes as U+FFFD.");
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
    }
}
