using System.Buffers.Binary;
using System.IO.Compression;

namespace Distributary.Embedded.Files.Text;

/// <summary>Unpacks a gzip file and checks at its end that nothing is missing, which the framework does not.</summary>
internal sealed class WholeGzipStream(FileStream file) : GZipStream(file, CompressionMode.Decompress)
{
    private const int TrailerLength = 4;
    private readonly uint expected = LengthModulo(file);
    private uint unpacked;

    /// <exception cref="InvalidDataException">The file ends too early, or is no gzip file.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        unpacked = unchecked(unpacked + (uint)read);
        if (read == 0 && count > 0 && unpacked != expected)
            throw new InvalidDataException($"the file is cut off, or has several parts, which is not supported ({unpacked} bytes were unpacked, its end says {expected})");
        return read;
    }

    // The last bytes say how long the text was.
    private static uint LengthModulo(FileStream file)
    {
        if (file.Length < TrailerLength)
            return 0;
        Span<byte> trailer = stackalloc byte[TrailerLength];
        file.Seek(-TrailerLength, SeekOrigin.End);
        file.ReadExactly(trailer);
        file.Seek(0, SeekOrigin.Begin);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }
}
