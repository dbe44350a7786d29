using System.Text;

namespace Distributary.Embedded.Files.Text;

/// <summary>Reads a text file as UTF-8 bytes through a buffer that grows with the longest record.</summary>
internal sealed class FileBuffer : IDisposable
{
    private static readonly string[] UnknownCompressions = [".bz2", ".snappy", ".lz4", ".deflate", ".zst", ".lzo", ".xz", ".zip"];
    private readonly Stream stream;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    public FileBuffer(string file, Encoding encoding)
    {
        File = file;
        var opened = Open(file);
        stream = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGzipStream(opened) : opened;
        if (encoding is not UTF8Encoding)
            stream = Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
        while (end - start < 3 && Fill())
        {
        }
        if (Unread.StartsWith(Encoding.UTF8.Preamble))
            start += 3;
    }

    public string File { get; }

    /// <summary>How many lines were read.</summary>
    public long LineNumber { get; private set; }

    private Span<byte> Unread => buffer.AsSpan(start, end - start);

    /// <summary>The next line without its end. It stays valid until the next call.</summary>
    /// <param name="separator">What ends lines; empty: a line feed, a carriage return or both.</param>
    /// <param name="line">The line.</param>
    /// <returns>False at the end of the file.</returns>
    public bool TryReadLine(ReadOnlySpan<byte> separator, out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = separator.IsEmpty ? Unread[searched..].IndexOfAny((byte)'\n', (byte)'\r') : Unread[searched..].IndexOf(separator);
            if (found >= 0)
            {
                found += searched;
                var length = Math.Max(1, separator.Length);
                if (separator.IsEmpty && Unread[found] == '\r' && (found + 1 < Unread.Length || Fill()) && Unread[found + 1] == '\n')
                    length = 2;
                line = Unread[..found];
                start += found + length;
                LineNumber++;
                return true;
            }
            searched = Math.Max(0, Unread.Length - Math.Max(0, separator.Length - 1));
            if (!Fill())
            {
                line = Unread;
                start = end;
                LineNumber += line.IsEmpty ? 0 : 1;
                return !line.IsEmpty;
            }
        }
    }

    /// <summary>All that is left of the file.</summary>
    public ReadOnlySpan<byte> ReadToEnd()
    {
        while (Fill())
        {
        }
        var all = Unread;
        start = end;
        return all;
    }

    public void Dispose() => stream.Dispose();

    private bool Fill()
    {
        if (start > 0)
        {
            Unread.CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (buffer.Length == Array.MaxLength)
                throw new InvalidDataException($"{File} has a record of more than {buffer.Length} bytes (from line {LineNumber + 1} on).");
            Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, buffer.Length * 2L));
        }
        int read;
        try
        {
            read = stream.Read(buffer, end, buffer.Length - end);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{File} can't be unpacked: {e.Message}.", e);
        }
        end += read;
        return read > 0;
    }

    private static FileStream Open(string file)
    {
        if (UnknownCompressions.FirstOrDefault(c => file.EndsWith(c, StringComparison.OrdinalIgnoreCase)) is { } compression)
            throw new InvalidDataException($"{file}: files compressed as {compression} are not supported by the embedded engine. Supported: .gz.");
        try
        {
            return new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"{file} does not exist. It may have been deleted after it was found.", file, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Directory.Exists(file)
                ? new InvalidDataException($"{file} is a folder, not a file.", e)
                : new UnauthorizedAccessException($"{file} can't be read: permission denied.", e);
        }
    }
}
