namespace Distributary.Spark.Py4J.Wire;

/// <summary>
/// Cuts received bytes into lines, wherever the packets end. Belongs to one thread at a time. A line that was returned is valid until the next call.
/// </summary>
/// <param name="receive">Fills a part of the buffer and returns how much, 0 at the end. Told whether a line has begun already.</param>
internal sealed class LineReader(LineReader.Receive receive)
{
    /// <summary>Longer than any reply that a control plane should see.</summary>
    public const int LongestLine = 1 << 28;

    private const byte LineFeed = (byte)'\n';
    private const int KeptBuffer = 1 << 20;
    private const int SmallBuffer = 1 << 14;

    private byte[] buffer = new byte[SmallBuffer];
    private int start;
    private int end;

    public delegate int Receive(Memory<byte> space, bool isInsideLine);

    /// <summary>The longest line that is taken; what is longer is an attack or a mistake.</summary>
    public int MaxLength { get; set; } = LongestLine;

    /// <summary>Reads a line, without its line feed; null where the input ends between lines.</summary>
    /// <exception cref="ProtocolException">The line is too long.</exception>
    /// <exception cref="EndOfStreamException">The input ends within a line.</exception>
    public ReadOnlyMemory<byte>? ReadLine()
    {
        var searched = start;
        while (true)
        {
            var found = buffer.AsSpan(searched, end - searched).IndexOf(LineFeed);
            if (found >= 0)
            {
                var line = buffer.AsMemory(start, searched + found - start);
                start = searched + found + 1;
                return line;
            }
            if (end - start > MaxLength)
                throw new ProtocolException($"a line of more than {MaxLength} bytes");
            searched = end - start;
            MakeSpace();
            var received = receive(buffer.AsMemory(end), end > start);
            if (received == 0)
                return end == start ? null : throw new EndOfStreamException("The connection ended within a line.");
            end += received;
        }
    }

    /// <summary>Moves what is left to the buffer's front, so that <see cref="start"/> is 0 and there is space behind <see cref="end"/>.</summary>
    private void MakeSpace()
    {
        var kept = buffer.AsSpan(start, end - start);
        var isOversized = kept.IsEmpty && buffer.Length > KeptBuffer;
        var target = isOversized ? new byte[SmallBuffer] : kept.Length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        kept.CopyTo(target);
        (buffer, start, end) = (target, 0, kept.Length);
    }
}
